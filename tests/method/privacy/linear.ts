/**
 * Linear algebra over the integers modulo a prime: exact, and nothing grows.
 *
 * What follows from equations over the rationals follows modulo the prime too, unless it divides one of their minors: a group could be
 * overlooked, hardly ever. Behind a gate of blocks none can, because there is nothing smaller than a block to look for.
 */
const PRIME = 67_108_859

/** Equations of which each says what some unknowns add up to; only which ones is looked at. */
export interface Equations {
  /** @param unknowns Those that are added up. @returns whether it says anything new. */
  add: (unknowns: readonly number[]) => boolean
  rank: () => number
  /** Whether the sum of these follows from what is known. */
  follows: (unknowns: readonly number[]) => boolean
  /**
   * A number for each unknown. Where the sum of some follows, their numbers add up to 0 modulo the prime; where not, they nearly
   * never do.
   */
  marks: (random: () => number) => number[]
}

/** The row space of equations over `size` unknowns, kept in reduced form. */
export function createEquations(size: number): Equations {
  const rows = new Map<number, Float64Array>()

  /** What is left of a row once everything known is taken away; with its first unknown, or -1. */
  const reduce = (unknowns: readonly number[]): { row: Float64Array; pivot: number } => {
    const row = new Float64Array(size)
    for (const unknown of unknowns) row[unknown] = 1
    let pivot = -1
    for (let column = 0; column < size; column++) {
      const factor = row[column] ?? 0
      if (factor === 0) continue
      const known = rows.get(column)
      if (known) subtract(row, known, factor)
      else if (pivot < 0) pivot = column
    }
    return { row, pivot }
  }

  return {
    add(unknowns) {
      if (rows.size === size) return false
      const { row, pivot } = reduce(unknowns)
      if (pivot < 0) return false
      scale(row, inverse(row[pivot] ?? 1))
      for (const other of rows.values()) subtract(other, row, other[pivot] ?? 0)
      rows.set(pivot, row)
      return true
    },
    rank: () => rows.size,
    follows: (unknowns) => reduce(unknowns).pivot < 0,
    marks(random) {
      const marks = Array<number>(size).fill(0)
      for (let free = 0; free < size; free++) if (!rows.has(free)) marks[free] = 1 + Math.floor(random() * (PRIME - 1))
      for (const [pivot, row] of rows) {
        let sum = 0
        for (let free = 0; free < size; free++)
          if (!rows.has(free)) sum = (sum + (row[free] ?? 0) * (marks[free] ?? 0)) % PRIME
        marks[pivot] = (PRIME - sum) % PRIME
      }
      return marks
    },
  }
}

/**
 * Groups of at most four unknowns whose marks add up to 0.
 *
 * @param isWorth Whether a group may be looked at; of a group that may not, neither may any that holds it.
 */
export function groupsAddingUp(
  marks: readonly number[],
  unknowns: readonly number[],
  isWorth: (group: readonly number[]) => boolean,
): number[][] {
  const found = unknowns.filter((unknown) => marks[unknown] === 0).map((unknown) => [unknown])
  const rest = unknowns.filter((unknown) => marks[unknown] !== 0)
  const pairs = new Map<number, number[][]>()
  for (const [i, one] of rest.entries())
    for (const other of rest.slice(i + 1)) {
      const pair = [one, other]
      if (!isWorth(pair)) continue
      const sum = ((marks[one] ?? 0) + (marks[other] ?? 0)) % PRIME
      if (sum === 0) found.push(pair)
      else pairs.set(sum, [...(pairs.get(sum) ?? []), pair])
    }
  const opposite = (sum: number) => pairs.get((PRIME - sum) % PRIME) ?? []
  for (const one of rest)
    for (const [two, three] of opposite(marks[one] ?? 0) as [number, number][])
      if (one < two && isWorth([one, two, three])) found.push([one, two, three])
  for (const [sum, firsts] of pairs)
    for (const [one, two] of firsts as [number, number][])
      for (const [three, four] of opposite(sum) as [number, number][])
        if (two < three && isWorth([one, two, three, four])) found.push([one, two, three, four])
  return found
}

function subtract(row: Float64Array, other: Float64Array, factor: number): void {
  if (factor === 0) return
  for (let column = 0; column < row.length; column++) {
    const entry = other[column] ?? 0
    if (entry !== 0) row[column] = ((row[column] ?? 0) + (PRIME - factor) * entry) % PRIME
  }
}

function scale(row: Float64Array, factor: number): void {
  for (let column = 0; column < row.length; column++) row[column] = ((row[column] ?? 0) * factor) % PRIME
}

/** By Fermat: a to the prime less two. */
function inverse(of: number): number {
  let result = 1
  let base = of
  for (let power = PRIME - 2; power > 0; power = Math.floor(power / 2)) {
    if (power % 2 === 1) result = (result * base) % PRIME
    base = (base * base) % PRIME
  }
  return result
}
