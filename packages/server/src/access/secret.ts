import { createHash, randomBytes } from 'node:crypto'

/** What a token starts with, so that scanners of leaked secrets know it. */
export const TOKEN_PREFIX = 'at_'

/** A new secret: 256 random bits as base64url. Shown once; the database only ever holds `hashOf` it. */
export function newSecret(prefix = ''): string {
  return prefix + randomBytes(32).toString('base64url')
}

/**
 * What is kept of a secret, and what it is found by.
 *
 * A plain SHA-256: a secret of 256 random bits cannot be guessed, so nothing slower is needed. Finding it by an index of the hash
 * tells a stopwatch nothing, because nobody can choose how much of a hash fits.
 */
export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}
