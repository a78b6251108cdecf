import { MIN_ANSWERS } from '../figures.ts'
import { peopleIn, type Table } from './people.ts'

/**
 * The one gate of what is told of drivers: every figure of a step is worked out of a table that went through here.
 *
 * Its numbers are people, because each comes once.
 *
 * @returns null where the table is of too few people, and so nothing may be told of it.
 */
export function shownTable(table: Table): Table | null {
  return peopleIn(table) < MIN_ANSWERS ? null : table
}
