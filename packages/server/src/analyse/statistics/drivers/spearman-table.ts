import { type Histogram, type Interval, ridits, total, Z95 } from '../histogram.ts'
import { dot, sumRows } from '../sums.ts'

/** How two feelings of the same people go together. */
export interface Spearman extends Interval {
  n: number
  r: number
  /** atanh r, and its standard error: what is shrunk across steps. Infinity where r is ±1. */
  fisher: number
  standardError: number
}

/**
 * How strongly a step's feel goes with the outcome's: Spearman's rank correlation of a table, with its 95 % interval.
 *
 * Goes with, not causes: both are felt by the same person in the same mood.
 * Source: Spearman's ρ by midranks; interval by Bonett & Wright, Psychometrika 65 (2000) 23–28.
 *
 * @param table People by their feel: a row for each score of the step, worst first, in it a column for each of the outcome.
 * @returns null with fewer than four people, or where all felt the same of one of the two.
 */
export function spearmanTable(table: readonly Histogram[]): Spearman | null {
  const rows = table.map(total)
  const columns = sumRows(table)
  const n = total(rows)
  if (n < 4) return null
  // Ridits are midranks, moved and scaled, which a correlation does not see; their mean is one half.
  const x = ridits(rows).map((ridit) => ridit - 0.5)
  const y = ridits(columns).map((ridit) => ridit - 0.5)
  const spread = (people: Histogram, at: readonly number[]) =>
    dot(
      people,
      at.map((each) => each * each),
    )
  const scale = Math.sqrt(spread(rows, x) * spread(columns, y))
  if (scale === 0) return null
  const product = dot(
    x,
    table.map((row) => dot(row, y)),
  )
  const r = Math.max(-1, Math.min(1, product / scale))
  const fisher = Math.atanh(r)
  const standardError = Math.sqrt((1 + (r * r) / 2) / (n - 3))
  const half = Z95 * standardError
  return { n, r, low: Math.tanh(fisher - half), high: Math.tanh(fisher + half), fisher, standardError }
}
