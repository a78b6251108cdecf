import { AppError } from '../errors.ts'

/** Another service that people of the team may sign in with, by OpenID Connect. */
export interface OpenIdSettings {
  /** Its issuer identifier, exactly as its discovery document says it. */
  issuer: string
  clientId: string
  clientSecret: string
  /** What the button calls it. */
  name: string
  /**
   * Whose people may come without an invitation: the parts of their e-mail after the @, in lower case.
   *
   * Empty unless an operator says otherwise: many a provider lets anybody make an account.
   */
  domains: string[]
}

/**
 * Reads the settings of signing in by OpenID Connect; null where there are none.
 *
 * @throws AppError `bad_request` where they are half set, or malformed.
 */
export function readOpenId(read: (name: string) => string | null): OpenIdSettings | null {
  const [issuer, clientId, clientSecret] = NEEDED.map(read)
  const name = read('ATTUNE_OIDC_NAME')
  const domains = read('ATTUNE_OIDC_DOMAINS')
  if (!issuer && !clientId && !clientSecret && name === null && domains === null) return null
  const missing = NEEDED.filter((needed) => read(needed) === null)
  if (!issuer || !clientId || !clientSecret) {
    throw new AppError(
      'bad_request',
      `Signing in by OpenID Connect is half set: ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing. Set all of ${NEEDED.join(', ')}, or none.`,
    )
  }
  return {
    issuer: checkIssuer(issuer),
    clientId,
    clientSecret,
    name: name ?? new URL(issuer).hostname,
    domains: readDomains(domains),
  }
}

/** Over plain http anybody on the way could sign in as anybody; a provider on this machine has no way. */
function checkIssuer(issuer: string): string {
  const url = URL.canParse(issuer) ? new URL(issuer) : null
  if (url && !url.search && !url.hash && (url.protocol === 'https:' || isPlainLoopback(url))) return issuer
  throw new AppError(
    'bad_request',
    `ATTUNE_OIDC_ISSUER is "${issuer}". Set it to the https address that the provider calls its issuer, e.g. https://accounts.google.com.`,
  )
}

/** Whether a provider is reached by plain http, which is allowed on this machine alone. */
export function isPlainLoopback({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)
}

function readDomains(text: string | null): string[] {
  const domains = (text ?? '')
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean)
  const odd = domains.find((domain) => !/^[^\s@*/:]+\.[^\s@*/:.]+$/.test(domain))
  if (odd === undefined) return domains
  throw new AppError(
    'bad_request',
    `ATTUNE_OIDC_DOMAINS has "${odd}". Set it to the parts of e-mail addresses after the @, with commas, e.g. example.com,example.org.`,
  )
}

const NEEDED = ['ATTUNE_OIDC_ISSUER', 'ATTUNE_OIDC_CLIENT_ID', 'ATTUNE_OIDC_CLIENT_SECRET'] as const
