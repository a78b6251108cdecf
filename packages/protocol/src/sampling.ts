/**
 * A number in [0, 1) that is always the same for the same person and purpose, and evenly spread over people.
 *
 * Sampling by it is sticky: a visitor is in or out for good, where drawing anew at each moment would favour frequent visitors.
 * Two purposes (a prompt's share, its variants) are independent of each other.
 * Source: FNV-1a (Fowler, Noll, Vo) over UTF-16 code units, with MurmurHash3's 32-bit finaliser (A. Appleby), because the last
 * characters of FNV-1a alone hardly reach its high bits.
 */
export function stickyNumber(person: string, purpose: string): number {
  const text = `${person}:${purpose}`
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}
