import { type Columns, namesOf, unnest, valuesOf } from '../database/columns.ts'
import type { Run, Statement } from '../database/run.ts'
import type { CountKey, Delta } from './deltas.ts'

/** The key of a count, in the order of its index. */
export const COUNT_KEY: Columns<CountKey> = {
  lane: 'smallint',
  project_id: 'text',
  journey: 'text',
  day: 'date',
  step: 'text',
  measure: 'text',
  value: 'text',
  prompt: 'text',
  version: 'int',
  variant: 'text',
  device: 'text',
  locale: 'text',
  release: 'text',
  origin: 'text',
}

/** How counts that exist are added to; the end of every statement that counts. */
export const ADD_UP = `on conflict (${namesOf(COUNT_KEY)}) do update set n = counts.n + excluded.n`

/**
 * Adds to counts, in one statement.
 *
 * Inside the transaction that stores what is counted, so that the two can never differ.
 *
 * @param deltas From `tally`: sorted, no key twice.
 */
export async function addCounts(run: Run, deltas: readonly Delta[]): Promise<void> {
  if (deltas.length > 0) await run(ADD_COUNTS, valuesOf(DELTA, deltas))
}

const DELTA: Columns<Delta> = { ...COUNT_KEY, n: 'bigint' }
const ADD_COUNTS: Statement = {
  name: 'add_counts',
  text: `insert into counts (${namesOf(DELTA)}) select * from ${unnest(DELTA, 1)} ${ADD_UP}`,
}
