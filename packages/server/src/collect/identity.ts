import { createHmac, timingSafeEqual } from 'node:crypto'

/** Says whose a batch is, where that is proven; null where it is not, for whatever reason. */
export type Identify = (token: string, project: string, now: Date) => string | null

/** What a customer's server signs with: a secret of its project, made from the service's own, so that none is kept. */
export function identitySecretOf(service: Uint8Array, project: string): string {
  return `is_${createHmac('sha256', service).update(`identity of ${project}`).digest('base64url')}`
}

/**
 * Verifies tokens that customers' servers make for people who are signed in there: JWTs of three parts, HS256 and nothing else, with
 * `sub` (who it is), `aud` (the project) and `exp` (seconds since 1970, at most a day ahead).
 *
 * The one place that reads tokens of this kind. What a token says is looked at only once its signature has been found good; which
 * algorithm it asks for decides nothing but a refusal. The subject leaves here as a keyed hash: a pseudonym that nobody can guess back.
 *
 * Source: RFC 7515, RFC 7519; CVE-2025-59934, where tokens were decoded and never verified.
 *
 * @param service The service's own secret, the same on every node.
 */
export function createIdentify(service: Uint8Array): Identify {
  return (token, project, now) => {
    const parts = token.length <= MAX_TOKEN ? token.split('.') : []
    const [head = '', body = '', signature = ''] = parts
    if (parts.length !== 3 || !isSigned(`${head}.${body}`, signature, identitySecretOf(service, project))) return null
    const { alg, crit } = read(head)
    const { sub, aud, exp, nbf } = read(body)
    const seconds = now.getTime() / 1_000
    if (alg !== 'HS256' || crit !== undefined || aud !== project) return null
    if (typeof exp !== 'number' || exp <= seconds || exp > seconds + LONGEST_SECONDS) return null
    if (nbf !== undefined && !(typeof nbf === 'number' && nbf <= seconds)) return null
    if (typeof sub !== 'string' || sub === '' || sub.length > MAX_SUBJECT) return null
    return `v_${createHmac('sha256', service).update(`person of ${project}\0${sub}`).digest('base64url')}`
  }
}

function isSigned(text: string, signature: string, secret: string): boolean {
  const expected = createHmac('sha256', secret).update(text).digest()
  const given = Buffer.from(signature, 'base64url')
  // Encoded again, because the decoder overlooks what does not belong there.
  return (
    given.length === expected.length && timingSafeEqual(given, expected) && given.toString('base64url') === signature
  )
}

function read(part: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

const MAX_TOKEN = 2_048
const MAX_SUBJECT = 256
const LONGEST_SECONDS = 86_400
