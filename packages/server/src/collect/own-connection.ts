import type { Client } from 'pg'

import { createOwnClient, type Db } from '../database/open.ts'
import type { Run, Statement } from '../database/run.ts'
import { emptySteps, type Step } from './store-group.ts'

/** A connection that is made when it is needed, and made again after it was lost. */
export interface OwnConnection {
  /**
   * Runs steps as one transaction, sent at once: nothing waits for an answer in between, and a transaction that is sent meanwhile
   * is done right after. Throws what the first step failed with; then nothing is stored.
   */
  atOnce: (steps: readonly Step[]) => Promise<void>
  /** Runs one transaction whose statements depend on each other. Nothing else may use the connection meanwhile. */
  transact: <T>(work: (run: Run) => Promise<T>) => Promise<T>
  close: () => Promise<void>
}

/**
 * A connection beside the pool for commits alone, so that nobody's query can hold them up.
 *
 * Pipelined: a statement is sent without waiting for the one before. Each is prepared once and keeps its plan.
 *
 * A statement that is not answered in time costs the connection: whether it was stored is unknown, and asked by sending it again.
 */
export function createOwnConnection(db: Db): OwnConnection {
  let opening: Promise<Client> | null = null

  async function open(): Promise<Client> {
    const client = createOwnClient(db, {
      pipeline: true,
      keepAlive: true,
      application_name: 'attune commit',
      ...TIMEOUTS,
    })
    client.once('end', () => (opening = null))
    try {
      await client.connect()
      await client.query('set plan_cache_mode = force_generic_plan')
      for (const { statement, values } of emptySteps()) await runOn(client)(statement, values)
      return client
    } catch (error) {
      opening = null
      await client.end().catch(() => {})
      throw error
    }
  }

  return {
    async atOnce(steps) {
      const client = await (opening ??= open())
      const run = runOn(client)
      const sent = [
        client.query('begin'),
        ...steps.map(({ statement, values }) => run(statement, values)),
        client.query('commit'),
      ]
      // After a failure the rest fails too, and the commit undoes: the first reason is the reason.
      const failed = (await Promise.allSettled<unknown>(sent)).find((one) => one.status === 'rejected')
      if (failed) throw failed.reason
    },
    async transact(work) {
      const client = await (opening ??= open())
      await client.query('begin')
      try {
        const result = await work(runOn(client))
        await client.query('commit')
        return result
      } catch (error) {
        // A connection that cannot even go back is gone, and its transaction with it.
        await client.query('rollback').catch(() => {})
        throw error
      }
    },
    async close() {
      await (await opening?.catch(() => null))?.end()
    },
  }
}

function runOn(client: Client): Run {
  return async <Row>({ name, text }: Statement, values: readonly unknown[]) =>
    (await client.query({ name, text, values: [...values] })).rows as Row[]
}

/** The server gives up first, so that what it has not done is known to be undone. */
const TIMEOUTS = { connectionTimeoutMillis: 5_000, statement_timeout: 5_000, query_timeout: 6_000 }
