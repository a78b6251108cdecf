import { asympcsA } from '../../packages/server/src/analyse/statistics/compare/asympcs.ts'
import { surprise } from '../../packages/server/src/analyse/statistics/expect/surprise.ts'
import { Z95 } from '../../packages/server/src/analyse/statistics/histogram.ts'
import { createRandom } from '../../packages/server/src/demo/random.ts'
import { type Crowd, CROWDS, drawScores } from './coverage.ts'

/** How often something was ever called out by somebody who looked every day, though there was nothing. */
export interface FalseAlarms {
  what: string
  /** By what the service says. */
  ours: number
  /** By the same figures with an ordinary 95 % interval, for comparison. */
  naive: number
}

/**
 * A change that does nothing, looked at every day for ninety days: how often is it ever called better?
 *
 * Judged by the interval and the size alone, from 50 answers a side on; the whole weeks and the other checks that a verdict needs
 * as well can only make it rarer.
 *
 * @param fixed Answers before the change, all there from the beginning; null where two variants fill up side by side.
 */
export function falseBetter(
  runs: number,
  seed: number,
  { crowd, perDay, fixed }: { crowd: Crowd; perDay: number; fixed: number | null },
): FalseAlarms {
  const random = createRandom(seed)
  let [ours, naive] = [0, 0]
  for (let run = 0; run < runs; run++) {
    const before = drawScores(random, CROWDS[crowd], fixed ?? 0)
    const after = [0, 0, 0, 0, 0]
    let [isOurs, isNaive] = [false, false]
    for (let day = 1; day <= DAYS && !isOurs; day++) {
      if (fixed === null) drawScores(random, CROWDS[crowd], perDay, before)
      drawScores(random, CROWDS[crowd], perDay, after)
      if (day * perDay < LEAST_ANSWERS) continue
      const found = asympcsA(before, after)
      isNaive ||= (found?.z ?? 0) > Z95
      isOurs = (found?.low ?? 0) > 0.5 && (found?.a ?? 0) - 0.5 >= LEAST_EFFECT
    }
    if (isOurs) ours++
    if (isNaive) naive++
  }
  const side = fixed === null ? 'two variants' : `${fixed} answers before`
  return { what: `${crowd}, ${perDay} a day, ${side}`, ours: ours / runs, naive: naive / runs }
}

/** An expectation that is right, looked at every day for ninety days: how often is it ever called a surprise? */
export function falseSurprises(
  runs: number,
  seed: number,
  { expected, perDay }: { expected: number; perDay: number },
): FalseAlarms {
  const random = createRandom(seed)
  let [ours, naive] = [0, 0]
  for (let run = 0; run < runs; run++) {
    let good = 0
    let [isOurs, isNaive] = [false, false]
    for (let day = 1; day <= DAYS && !isOurs; day++) {
      for (let i = 0; i < perDay; i++) if (random() < expected) good++
      const found = surprise(good, day * perDay, expected)
      isOurs = found?.status === 'better' || found?.status === 'worse'
      isNaive ||= Math.abs(found?.z ?? 0) > Z95
    }
    if (isOurs) ours++
    if (isNaive) naive++
  }
  return { what: `${Math.round(100 * expected)} % expected, ${perDay} a day`, ours: ours / runs, naive: naive / runs }
}

const DAYS = 90
/** Source: docs/method.md, what a verdict needs. */
const LEAST_ANSWERS = 50
const LEAST_EFFECT = 0.06
