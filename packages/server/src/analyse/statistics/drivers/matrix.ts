/** Rows of a square matrix. */
export type Matrix = readonly (readonly number[])[]

/**
 * The eigenvalues of a symmetric matrix, and for each its eigenvector of length 1, in no order.
 *
 * Source: Jacobi's cyclic method, Golub & Van Loan, Matrix Computations, 4th ed., 8.5.
 */
export function eigenOf(matrix: Matrix): { value: number; vector: number[] }[] {
  const a = matrix.map((row) => [...row])
  const n = a.length
  const v = a.map((_, i) => a.map((_row, j) => Number(i === j)))
  const at = (m: number[][], i: number, j: number) => m[i]?.[j] ?? 0
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let off = 0
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        const apq = at(a, p, q)
        off += Math.abs(apq)
        if (apq === 0) continue
        const theta = (at(a, q, q) - at(a, p, p)) / (2 * apq)
        const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1))
        const c = 1 / Math.hypot(t, 1)
        turnColumns(a, p, q, c, t * c)
        turnRows(a, p, q, c, t * c)
        turnColumns(v, p, q, c, t * c)
      }
    }
    if (off < Number.EPSILON * n) break
  }
  return a.map((_, k) => ({ value: at(a, k, k), vector: v.map((row) => row[k] ?? 0) }))
}

/**
 * Solves `matrix · x = right` by elimination with the largest pivot; null where there is no single answer.
 *
 * Source: Golub & Van Loan, 3.4.
 */
export function solve(matrix: Matrix, right: readonly number[]): number[] | null {
  const n = right.length
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0])
  for (let k = 0; k < n; k++) {
    let best = k
    for (let i = k + 1; i < n; i++) if (Math.abs(rows[i]?.[k] ?? 0) > Math.abs(rows[best]?.[k] ?? 0)) best = i
    const pivot = rows[best]
    const top = pivot?.[k] ?? 0
    if (!pivot || Math.abs(top) < SINGULAR) return null
    ;[rows[k], rows[best]] = [pivot, rows[k] ?? []]
    for (const [i, row] of rows.entries()) {
      if (i === k) continue
      const factor = (row[k] ?? 0) / top
      for (let j = k; j <= n; j++) row[j] = (row[j] ?? 0) - factor * (pivot[j] ?? 0)
    }
  }
  return rows.map((row, i) => (row[n] ?? 0) / (row[i] ?? 1))
}

function turnColumns(m: number[][], p: number, q: number, c: number, s: number): void {
  for (const row of m) {
    const [x, y] = [row[p] ?? 0, row[q] ?? 0]
    row[p] = c * x - s * y
    row[q] = s * x + c * y
  }
}

function turnRows(m: number[][], p: number, q: number, c: number, s: number): void {
  const [first, second] = [m[p] ?? [], m[q] ?? []]
  for (let j = 0; j < first.length; j++) {
    const [x, y] = [first[j] ?? 0, second[j] ?? 0]
    first[j] = c * x - s * y
    second[j] = s * x + c * y
  }
}

const MOST_SWEEPS = 100
const SINGULAR = 1e-12
