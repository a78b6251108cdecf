import { CompiledQuery } from 'kysely'

import type { Db } from './open.ts'

/** A statement whose text never changes, so that a connection prepares it once. */
export interface Statement {
  name: string
  text: string
}

/** Runs a statement, wherever that may be: on a connection of its own, or in a transaction of the pool. */
export type Run = <Row>(statement: Statement, values: readonly unknown[]) => Promise<Row[]>

/** Runs statements in a transaction, or each by itself. */
export function runIn(db: Db): Run {
  return async <Row>({ text }: Statement, values: readonly unknown[]) =>
    (await db.executeQuery<Row>(CompiledQuery.raw(text, [...values]))).rows
}
