import type { ScaleRange } from '@attune/protocol'

import { total } from '../statistics/histogram.ts'
import { sumRows } from '../statistics/sums.ts'

/** What is held against the outcome: a prompt at a step, or one about the journey as a whole. */
export interface Item {
  prompt: string
  /** Without its journey; `''` for the journey as a whole. */
  step: string
  range: ScaleRange
}

/** One person's newest visit of which the outcome is known. */
export interface Person {
  outcome: number
  /** The score of each item; `NOT_SAID` where there is none. */
  feels: Int8Array
}

/** No score of any scale. */
export const NOT_SAID = -1

/** People by their feel: a row for each score of the item, worst first, in it a column for each of the outcome. */
export type Table = readonly (readonly number[])[]

/** The table of something that each person felt; whoever gives `NOT_SAID` is not in it. */
export function tableOf(
  people: readonly Person[],
  feelOf: (person: Person) => number,
  step: ScaleRange,
  outcome: ScaleRange,
): Table {
  const table = Array.from({ length: step.max - step.min + 1 }, () =>
    Array.from({ length: outcome.max - outcome.min + 1 }, () => 0),
  )
  for (const person of people) {
    const feel = feelOf(person)
    const row = feel === NOT_SAID ? undefined : table[feel - step.min]
    const column = person.outcome - outcome.min
    if (row?.[column] !== undefined) row[column]++
  }
  return table
}

export function peopleIn(table: Table): number {
  return total(sumRows(table))
}
