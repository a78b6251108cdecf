import { dot, sumOf } from '../sums.ts'
import { eigenOf, type Matrix } from './matrix.ts'

/** How much of the outcome's variance goes with each step. Lists are in the order of the steps. */
export interface Importance {
  /** Each step's part of R². */
  raw: number[]
  r2: number
  /** The same as shares of 1; zeros where R² is 0. */
  share: number[]
}

/**
 * Johnson's relative weights: what each of several correlated steps adds to explaining the outcome.
 *
 * Only where each pair of steps was answered by the same 100 people or more, and no step repeats another: null where the smallest
 * eigenvalue is not over 0, and to be shown only where it is over .05.
 * Source: Johnson, Multivar. Behav. Res. 35 (2000) 1–19.
 *
 * @param between Correlations between the steps. @param withOutcome Of each step with the outcome.
 */
export function relWeights(
  between: Matrix,
  withOutcome: readonly number[],
): (Importance & { leastEigenvalue: number }) | null {
  const eigen = eigenOf(between)
  const leastEigenvalue = Math.min(...eigen.map(({ value }) => value))
  if (!(leastEigenvalue > SINGULAR)) return null
  // The root of the correlations, and its inverse applied to the outcome's.
  const root = powerOf(eigen, 0.5)
  const inverse = powerOf(eigen, -0.5)
  const beta = inverse.map((row) => dot(row, withOutcome))
  const raw = root.map((row) => row.reduce((sum, each, k) => sum + (each * (beta[k] ?? 0)) ** 2, 0))
  return { ...importanceOf(raw), leastEigenvalue }
}

/** Adds the parts up. */
export function importanceOf(raw: number[]): Importance {
  const r2 = sumOf(raw)
  return { raw, r2, share: raw.map((each) => (r2 > 0 ? each / r2 : 0)) }
}

function powerOf(eigen: readonly { value: number; vector: number[] }[], exponent: number): number[][] {
  return eigen.map((_, i) =>
    eigen.map((_column, j) =>
      eigen.reduce((sum, { value, vector }) => sum + (vector[i] ?? 0) * value ** exponent * (vector[j] ?? 0), 0),
    ),
  )
}

const SINGULAR = 1e-12
