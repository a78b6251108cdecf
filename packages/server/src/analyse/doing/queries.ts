import { sql } from 'kysely'

import type { Db } from '../../database/open.ts'
import type { Where } from '../feel-query.ts'
import { OF_PROMPT } from '../queries.ts'

export interface DoneAsked {
  lane: number
  project: string
  journey: string
  from: string
  to: string
  where: ReadonlyMap<Where, readonly string[]>
}

/** So many of a measure at a step. */
export interface DoneRow {
  step: string
  measure: string
  value: string
  n: number
}

/**
 * What people did at each step of a journey, whoever was asked anything.
 *
 * From the counts in every project: it says nothing of what anybody felt (docs/decisions/0025). What narrows down answers, a prompt
 * and its versions, does not narrow down who came by.
 */
export async function sumDone(db: Db, { lane, project, journey, from, to, where }: DoneAsked): Promise<DoneRow[]> {
  let query = db
    .selectFrom('counts')
    .select(['step', 'measure', 'value', sql<number>`sum(n)::bigint`.as('n')])
    .where('lane', '=', lane)
    .where('project_id', '=', project)
    .where('journey', '=', journey)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .where('measure', 'in', [...DONE])
    .groupBy(['step', 'measure', 'value'])
  for (const [column, values] of where) {
    if (!OF_PROMPT.some((key) => key === column)) query = query.where(column, 'in', [...values] as never)
  }
  return await query.execute()
}

const DONE = ['entered', 'completed', 'failed', 'left', 'took', 'signal'] as const
