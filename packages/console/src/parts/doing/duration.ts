/**
 * `7 s`, `1.4 min`, `2.3 h`: two digits, as times are known within 9 %.
 *
 * @param seconds Over 0.
 */
export function duration(seconds: number): string {
  if (seconds < 1) return 'under 1\u202fs'
  const [length, unit] = seconds < 90 ? [1, 's'] : seconds < 5_400 ? [60, 'min'] : [3_600, 'h']
  const value = seconds / length
  return `${value < 10 && unit !== 's' ? value.toFixed(1) : Math.round(value)}\u202f${unit}`
}
