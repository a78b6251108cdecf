import { sumOf, sumRows } from '../sums.ts'

/**
 * Scales a table until its rows and columns add up to what is known of everybody, keeping what goes together in it.
 *
 * Source: Deming & Stephan, Ann. Math. Stat. 11 (1940) 427–444.
 *
 * @param rows What each row is to add up to. @param columns The same of each column; both lists have one sum.
 * @throws RangeError where the sums differ, or no scaling leads there: a row or column is empty that should not be.
 */
export function rake(
  table: readonly (readonly number[])[],
  rows: readonly number[],
  columns: readonly number[],
): number[][] {
  const whole = sumOf(rows)
  if (Math.abs(sumOf(columns) - whole) > CLOSE * Math.max(1, whole))
    throw new RangeError(`Rows add up to ${whole} and columns to ${sumOf(columns)}: make them one sum.`)
  let cells = table.map((row) => [...row])
  for (let i = 0; i < MOST_ROUNDS; i++) {
    cells = cells.map((row, r) => row.map((cell) => scaled(cell, rows[r] ?? 0, sumOf(row))))
    const sums = sumRows(cells)
    cells = cells.map((row) => row.map((cell, c) => scaled(cell, columns[c] ?? 0, sums[c] ?? 0)))
    const reached = sumRows(cells)
    const off = cells.map((row, r) => sumOf(row) - (rows[r] ?? 0))
    const offColumns = columns.map((wanted, c) => (reached[c] ?? 0) - wanted)
    if (Math.max(...[...off, ...offColumns].map(Math.abs)) <= CLOSE * whole) return cells
  }
  throw new RangeError('No scaling of this table adds up to these sums: a row or a column has too few people in it.')
}

function scaled(cell: number, wanted: number, sum: number): number {
  return sum === 0 ? 0 : (cell * wanted) / sum
}

const CLOSE = 1e-10
const MOST_ROUNDS = 10_000
