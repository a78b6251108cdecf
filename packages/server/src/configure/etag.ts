import { createHash } from 'node:crypto'

/** A strong ETag: the same for the same bytes, on every node. */
export function etagOf(body: string): string {
  return `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`
}

/**
 * Whether the caller has these bytes already.
 *
 * A weak tag counts: some proxies weaken ours when they compress, and for this comparison the two are equal.
 * Source: RFC 9110, 13.1.2.
 */
export function isMatch(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false
  return ifNoneMatch.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag)
}
