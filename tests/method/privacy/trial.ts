import { createRandom } from '../../../packages/server/src/demo/random.ts'
import { type Asking, attack } from './attack.ts'
import type { Gate } from './gates.ts'
import { populationOf } from './people.ts'

/** What became of many populations behind a gate. */
export interface Trial {
  populations: number
  queries: number
  sums: number
  rank: number
  broken: number
  isolated: number
  /** The median day on which a population was broken. */
  brokenOn: number | null
  /** The mean share of answers that were told of at the end. */
  told: number
  seconds: number
}

/** Attacks populations, the same at every run. */
export function attackMany(populations: number, createGate: () => Gate, asking: Asking = {}): Trial {
  const since = performance.now()
  const found = Array.from({ length: populations }, (_, seed) => {
    const random = createRandom(seed + 1)
    return attack(populationOf(random), createGate(), random, asking)
  })
  const sum = (of: (one: (typeof found)[number]) => number) => found.reduce((all, one) => all + of(one), 0)
  const days = found.flatMap(({ brokenOn }) => (brokenOn === null ? [] : [brokenOn])).toSorted((a, b) => a - b)
  return {
    populations,
    queries: sum(({ queries }) => queries),
    sums: sum(({ sums }) => sums),
    rank: sum(({ rank }) => rank),
    broken: days.length,
    isolated: sum(({ isolated }) => isolated.length),
    brokenOn: days[days.length >> 1] ?? null,
    told: sum(({ told }) => told) / populations,
    seconds: (performance.now() - since) / 1000,
  }
}
