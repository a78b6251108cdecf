import { type Columns, namesOf, unnest } from '../database/columns.ts'
import type { Statement } from '../database/run.ts'
import type { CountKey } from './deltas.ts'

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

const DELTA: Columns<CountKey & { n: number }> = { ...COUNT_KEY, n: 'bigint' }

/**
 * Adds to counts, in one statement.
 *
 * Inside the transaction that stores what is counted, so that the two can never differ. Its parameters come from `countValues`:
 * sorted, no key twice.
 */
export const ADD_COUNTS: Statement = {
  name: 'add_counts',
  text: `insert into counts (${namesOf(DELTA)}) select * from ${unnest(DELTA, 1)}
    on conflict (${namesOf(COUNT_KEY)}) do update set n = counts.n + excluded.n`,
}
