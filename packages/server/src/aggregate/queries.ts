import { type Columns, namesOf, parametersOf, unnest } from '../database/columns.ts'
import type { Statement } from '../database/run.ts'
import type { Counted, CountKey } from './deltas.ts'

/** The key of a count, in the order that every release takes its rows in. The index has another (0022). */
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
export const ADD_COUNTS = addTo('add_counts', 'counts')

/** The same of what may be told of: see analyse/privacy-gate. */
export const ADD_TOLD = addTo('add_told', 'told')

function addTo(name: string, table: 'counts' | 'told'): Statement {
  return {
    name,
    text: `insert into ${table} (${namesOf(DELTA)}) select * from ${unnest(DELTA, 1)}
    on conflict (${namesOf(COUNT_KEY)}) do update set n = ${table}.n + excluded.n`,
  }
}

/** Removes those of a project's counts that have become nothing. Its parameters come from `emptiedValues`. */
export const REMOVE_EMPTIED: Statement = {
  name: 'remove_emptied_counts',
  text: `delete from counts using ${unnest(COUNT_KEY, 3)} as own (${namesOf(COUNT_KEY)})
    where counts.lane = $1 and counts.project_id = $2 and counts.n = 0 and ${isSame()}`,
}

/** @param counted Where to look: places that this very transaction has taken from, so that nobody is waited for. */
export function emptiedValues(project: { lane: number; id: string }, counted: readonly Counted[]): unknown[] {
  const cells = counted.map(({ place }) => place.cells)
  return [project.lane, project.id, ...parametersOf(Object.keys(COUNT_KEY).length, cells)]
}

function isSame(): string {
  return Object.keys(COUNT_KEY)
    .map((name) => `counts.${name} = own.${name}`)
    .join(' and ')
}
