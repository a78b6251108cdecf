import { dot } from '../sums.ts'
import { type Matrix, solve } from './matrix.ts'
import { type Importance, importanceOf } from './rel-weights.ts'

/**
 * What each step adds to R², averaged over all orders in which steps could have been added (LMG, the Shapley value of R²).
 *
 * The reference that relative weights come close to, and dear: 2ⁿ regressions.
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
  const explained: number[] = []
  for (let set = 0; set < 2 ** n; set++) {
    const r2 = explainedBy(set, between, withOutcome)
    if (r2 === null) return null
    explained.push(r2)
  }
  const raw = withOutcome.map((_, j) => {
    let sum = 0
    for (let set = 0; set < 2 ** n; set++) {
      if (set & (1 << j)) continue
      const gain = (explained[set | (1 << j)] ?? 0) - (explained[set] ?? 0)
      sum += gain / (n * choose(n - 1, sizeOf(set)))
    }
    return sum
  })
  return importanceOf(raw)
}

/** R² of the steps whose bits are set. */
function explainedBy(set: number, between: Matrix, withOutcome: readonly number[]): number | null {
  const members = [...withOutcome.keys()].filter((j) => set & (1 << j))
  const r = members.map((j) => withOutcome[j] ?? 0)
  const beta = solve(
    members.map((i) => members.map((j) => between[i]?.[j] ?? 0)),
    r,
  )
  return beta && dot(beta, r)
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

const MOST_STEPS = 15
