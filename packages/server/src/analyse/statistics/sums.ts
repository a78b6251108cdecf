/** The sum of numbers; 0 of none. */
export function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}

/** The sum of the products of two lists, place by place; what the second lacks is 0. */
export function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0)
}

/** The mean of values that weigh differently. */
export function weightedMean(values: readonly number[], weights: readonly number[]): number {
  return dot(values, weights) / sumOf(weights)
}

/** The columns of a table, added up. */
export function sumRows(rows: readonly (readonly number[])[]): number[] {
  const width = Math.max(0, ...rows.map((row) => row.length))
  return Array.from({ length: width }, (_, j) => sumOf(rows.map((row) => row[j] ?? 0)))
}
