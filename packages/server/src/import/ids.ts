import { hash } from 'node:crypto'

/**
 * A UUID that is always the same for the same parts: what makes importing twice safe.
 *
 * Version 8 (RFC 9562), from the first 128 bits of a SHA-256. The parts are joined as JSON, so that `a, bc` and `ab, c` differ.
 */
export function stableId(...parts: (string | number)[]): string {
  const hex = hash('sha256', JSON.stringify(parts), 'hex')
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
