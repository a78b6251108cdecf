import { setImmediate } from 'node:timers/promises'

import type { Items } from './items.ts'
import { NOT_SAID, type Person } from './people.ts'
import type { PairRow } from './queries.ts'

/**
 * Each person once, with their newest visit; of what they said several times in it, the last.
 *
 * Whoever comes often is still one person: their visits are alike, and counted apart they would make every interval too narrow.
 * Between some thousand visits others get their turn.
 *
 * @param rows Newest first.
 */
export async function readPeople(rows: readonly PairRow[], { size }: Items): Promise<Person[]> {
  const people = new Map<string, Person>()
  for (const [i, row] of rows.entries()) {
    if (i % ROWS_PER_TURN === ROWS_PER_TURN - 1) await setImmediate()
    if (people.has(row.person)) continue
    const feels = new Int8Array(size).fill(NOT_SAID)
    for (const said of row.feels.split(' ')) {
      const colon = said.indexOf(':')
      feels[Number(said.slice(0, colon))] = Number(said.slice(colon + 1))
    }
    people.set(row.person, { outcome: row.outcome, feels })
  }
  return [...people.values()]
}

const ROWS_PER_TURN = 5_000
