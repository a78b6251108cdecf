import type { Histogram } from '../histogram.ts'
import { sumOf } from '../sums.ts'

/** So many people who gave a score. */
export interface Weighed {
  /** The score's place in the histogram. */
  place: number
  /** Over 0. */
  weight: number
  people: number
}

/** What answers are worth that were not equally likely to be asked for. */
export interface Worth {
  /** Their histogram in parts of people: shares and means of it are weighted ones, and its total is `effective`. */
  scores: Histogram
  /** How many equally likely answers they are worth, at most `n`. */
  effective: number
  /** How many times fewer that is. */
  designEffect: number
  /** People whose weight was cut down. */
  capped: number
}

/**
 * Turns weighted answers into as many plain ones as they are worth, so that whatever is worked out of a histogram holds for them:
 * estimates are Hájek's, intervals those of Kish's effective number. A weight of more than five times the median is cut down to that,
 * because a single person would speak for everybody. Null where nobody answered.
 *
 * Source: Hájek (1971), in Foundations of Statistical Inference; Kish, Survey Sampling (1965); the cap: docs/method.md.
 *
 * @param size How many scores the scale has.
 */
export function worthOf(answers: readonly Weighed[], size: number): Worth | null {
  const n = sumOf(answers.map(({ people }) => people))
  if (n === 0) return null
  const most = MOST_TIMES * medianOf(answers, n)
  const sums = Array<number>(size).fill(0)
  let [all, squares, capped] = [0, 0, 0]
  for (const { place, weight: full, people } of answers) {
    const weight = Math.min(full, most)
    if (weight < full) capped += people
    sums[place] = (sums[place] ?? 0) + weight * people
    all += weight * people
    squares += weight * weight * people
  }
  const effective = all ** 2 / squares
  return { scores: sums.map((sum) => (sum / all) * effective), effective, designEffect: n / effective, capped }
}

/** The weight of the person in the middle; between two, half of both. */
function medianOf(answers: readonly Weighed[], n: number): number {
  const sorted = answers.toSorted((a, b) => a.weight - b.weight)
  const at = (rank: number): number => {
    let below = 0
    return sorted.find(({ people }) => (below += people) > rank)?.weight ?? 0
  }
  return (at(Math.floor((n - 1) / 2)) + at(Math.floor(n / 2))) / 2
}

const MOST_TIMES = 5
