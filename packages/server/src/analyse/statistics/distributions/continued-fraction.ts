/**
 * The value of b₀ + a₁/(b₁ + a₂/(b₂ + …)), as far as a computer can tell it from the next.
 *
 * Source: the modified Lentz method, Thompson & Barnett, J. Comput. Phys. 64 (1986) 490–509.
 *
 * @param term aᵢ and bᵢ, from i = 1 on.
 */
export function continuedFraction(b0: number, term: (i: number) => readonly [a: number, b: number]): number {
  let value = away(b0)
  let c = value
  let d = 0
  for (let i = 1; i < MOST_TERMS; i++) {
    const [a, b] = term(i)
    d = 1 / away(b + a * d)
    c = away(b + a / c)
    value *= c * d
    if (Math.abs(c * d - 1) < CLOSE) break
  }
  return value
}

/** A zero that would be divided by becomes almost one. */
function away(value: number): number {
  return Math.abs(value) < TINY ? TINY : value
}

const TINY = 1e-300
const CLOSE = 1e-15
const MOST_TERMS = 10_000
