import { createHash } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

import { AppError } from '../errors.ts'

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

/**
 * Lets nobody overwrite what they have not seen: `If-Match` names the tag of what is there, `If-None-Match: *` says that nothing is.
 *
 * @param current The tag of what is there; null where there is nothing yet.
 * @throws AppError `precondition_required`, `changed_meanwhile`
 */
export function requireSeen(headers: IncomingHttpHeaders, current: string | null): void {
  const { 'if-match': seen, 'if-none-match': none } = headers
  if (seen === undefined && none !== '*')
    throw new AppError(
      'precondition_required',
      'Say which version you have seen: If-Match with its ETag, or If-None-Match: * for something new.',
    )
  const isSeen = seen === undefined ? current === null : current !== null && isMatch(seen, current)
  if (!isSeen)
    throw new AppError(
      'changed_meanwhile',
      current === null
        ? 'It is not there any more: somebody has removed it. Yours is not stored.'
        : 'Somebody has changed it since you read it. Yours is not stored: read it again, and decide what stays.',
    )
}
