import type { Matrix } from './matrix.ts'
import { type Importance, importanceOf } from './rel-weights.ts'

/**
 * What each step adds to R², averaged over all orders in which steps could have been added (LMG, the Shapley value of R²).
 *
 * The reference that relative weights come close to: 2ⁿ regressions, each worked out of the one with a step less.
 * Source: Lindeman, Merenda & Gold, Introduction to Bivariate and Multivariate Analysis (1980); Grömping, Am. Stat. 61 (2007)
 * 139–147.
 *
 * @param between Correlations between the steps. @param withOutcome Of each step with the outcome.
 * @returns null where one step repeats others.
 * @throws RangeError over 15 steps.
 */
export function lmg(between: Matrix, withOutcome: readonly number[]): Importance | null {
  const n = withOutcome.length
  if (n > MOST_STEPS) throw new RangeError(`At most ${MOST_STEPS} steps can be compared in all orders, not ${n}.`)
  const explained = explainedBySets(between, withOutcome)
  if (!explained) return null
  const weights = withOutcome.map((_, size) => 1 / (n * choose(n - 1, size)))
  const raw = withOutcome.map((_, j) => {
    let sum = 0
    for (let set = 0; set < 2 ** n; set++) {
      if (set & (1 << j)) continue
      const gain = (explained[set | (1 << j)] ?? 0) - (explained[set] ?? 0)
      sum += gain * (weights[sizeOf(set)] ?? 0)
    }
    return sum
  })
  return importanceOf(raw)
}

/** R² of every set of steps, by the bits that are set; null where one step repeats others. */
function explainedBySets(between: Matrix, withOutcome: readonly number[]): Float64Array | null {
  const n = withOutcome.length
  const explained = new Float64Array(2 ** n)
  // What is left of all, the outcome last, once the steps of a set are known: at first everything.
  const all = [...between.map((row, j) => [...row, withOutcome[j] ?? 0]), [...withOutcome, 1]]

  function visit(set: number, step: number, left: Matrix): boolean {
    if (step === n) {
      explained[set] = 1 - (left[0]?.[0] ?? 1)
      return true
    }
    const [top = [], ...rest] = left
    const own = top[0] ?? 0
    if (own < SINGULAR) return false
    const without = rest.map((row) => row.slice(1))
    const known = rest.map((row) => row.slice(1).map((each, j) => each - ((row[0] ?? 0) * (top[j + 1] ?? 0)) / own))
    return visit(set, step + 1, without) && visit(set | (1 << step), step + 1, known)
  }
  return visit(0, 0, all) ? explained : null
}

function sizeOf(set: number): number {
  let size = 0
  for (let rest = set; rest; rest &= rest - 1) size++
  return size
}

function choose(n: number, k: number): number {
  let ways = 1
  for (let i = 1; i <= k; i++) ways = (ways * (n - k + i)) / i
  return ways
}

/** All orders of more would take too long. */
export const MOST_STEPS = 15
const SINGULAR = 1e-12
