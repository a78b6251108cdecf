/**
 * A word for the size of an A measure: negligible below .56, small below .64, medium below .71, and the same on the other side.
 *
 * Source: Vargha & Delaney, J. Educ. Behav. Stat. 25 (2000) 101–132.
 */
export function vdLabel(a: number): 'negligible' | 'small' | 'medium' | 'large' {
  // Held against the printed limits themselves: 0.71 − 0.5 is less than 0.21 for a computer.
  const size = Math.max(a, 1 - a)
  if (size < 0.56) return 'negligible'
  if (size < 0.64) return 'small'
  return size < 0.71 ? 'medium' : 'large'
}
