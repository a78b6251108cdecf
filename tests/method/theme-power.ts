import { createRandom } from '../../packages/server/src/demo/random.ts'
import { contrastTerms, type Said } from '../../packages/server/src/voices/contrast-terms.ts'
import { termsOf } from '../../packages/server/src/voices/terms.ts'
import type { Labelled } from './labelled-comments.ts'

/** How many comments there are on each side. */
export interface Sides {
  own: number
  other: number
}

/**
 * How often a theme is found that 15 % speak of on one side and 2 % on the other, among comments that are otherwise alike, and how
 * many others are listed with it, which are all false.
 */
export function findPlanted(labelled: readonly Labelled[], { own, other }: Sides, trials: number) {
  const comments = labelled.map(({ text }) => termsOf(text, 'en'))
  const random = createRandom(trials)
  const draw = (name: string, count: number, share: number) =>
    Array.from({ length: count }, (_, i): Said => {
      const terms = new Set(comments[Math.floor(random() * comments.length)])
      if (random() < share) terms.add(PLANTED)
      return { person: `${name}${i}`, terms }
    })
  let found = 0
  let others = 0
  for (let trial = 0; trial < trials; trial++) {
    const listed = contrastTerms(draw('a', own, 0.15), draw('b', other, 0.02), { limit: 5 })
    const isFound = listed.some(({ term }) => term === PLANTED)
    if (isFound) found++
    others += listed.length - Number(isFound)
  }
  return { found: found / trials, others: others / trials }
}

const PLANTED = 'a theme that nobody else can speak of'
