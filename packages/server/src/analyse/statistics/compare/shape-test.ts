import type { ScaleRange } from '@attune/protocol'

import { chiSquareTail } from '../distributions/chi-square.ts'
import { goodAndBad, type Histogram, total } from '../histogram.ts'

/** Whether two groups spread over the scale alike. */
export interface ShapeTest {
  chi2: number
  df: number
  /** 1 where there is nothing to differ in. */
  p: number
  /** Too few people for single scores: bad, neither and good were compared. */
  isMerged: boolean
  /** The smallest number of people expected in a cell; under 5 the p-value is rough. */
  leastExpected: number
}

/**
 * Whether two groups spread over the scale alike: Pearson's chi-square of homogeneity over the scores that somebody gave.
 *
 * It sees what net, mean and A are blind to: feelings that drift apart around the same middle. Null where one group is empty.
 * Source: Agresti, Categorical Data Analysis, 3rd ed., 3.2; merging below 5 expected is Cochran's rule.
 */
export function shapeTest(a: Histogram, b: Histogram, range: ScaleRange): ShapeTest | null {
  if (total(a) === 0 || total(b) === 0) return null
  const fine = homogeneity(a, b)
  return fine.leastExpected < LEAST_EXPECTED
    ? { ...homogeneity(threeOf(a, range), threeOf(b, range)), isMerged: true }
    : { ...fine, isMerged: false }
}

function homogeneity(a: Histogram, b: Histogram): Omit<ShapeTest, 'isMerged'> {
  const [m, n] = [total(a), total(b)]
  const used = a.map((people, k) => [people, b[k] ?? 0] as const).filter(([x, y]) => x + y > 0)
  let chi2 = 0
  let leastExpected = Infinity
  for (const [x, y] of used) {
    for (const [people, size] of [
      [x, m],
      [y, n],
    ] as const) {
      const expected = (size * (x + y)) / (m + n)
      chi2 += (people - expected) ** 2 / expected
      leastExpected = Math.min(leastExpected, expected)
    }
  }
  const df = used.length - 1
  return { chi2, df, p: chiSquareTail(chi2, df), leastExpected }
}

/** Bad, neither, good. */
function threeOf(scores: Histogram, range: ScaleRange): number[] {
  const { good, bad } = goodAndBad(scores, range)
  return [bad, total(scores) - good - bad, good]
}

const LEAST_EXPECTED = 5
