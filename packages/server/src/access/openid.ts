import type { SignInProblem } from '@attune/protocol'
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  AuthorizationResponseError,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  type ClientAuth,
  ClientError,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  ResponseBodyError,
} from 'openid-client'

import { isPlainLoopback, type OpenIdSettings } from './openid-settings.ts'

/** The secrets of one attempt to sign in, which its browser keeps until it comes back. */
export interface Attempt {
  state: string
  nonce: string
  verifier: string
}

/** Whom the provider vouches for. */
export interface Vouched {
  /** Who vouches, and by what it tells this person from all others, for ever: an e-mail may change hands. */
  issuer: string
  subject: string
  /** Null where it calls none verified. */
  email: string | null
  /** '' where it says none. */
  name: string
}

/** Signing in with another service. */
export interface OpenId {
  name: string
  domains: readonly string[]
  /** Where to send the browser, and what it has to keep. @throws SignInRefused `unavailable` */
  begin: () => Promise<{ url: string; attempt: Attempt }>
  /**
   * Whom the provider has sent back: everything it says is checked.
   *
   * @param search What the browser was sent back with, after the question mark.
   * @throws SignInRefused
   */
  finish: (search: string, attempt: Attempt) => Promise<Vouched>
}

/** Why somebody is not signed in: `problem` is for them, `reason` for the log, with nothing personal in either. */
export class SignInRefused extends Error {
  readonly problem: SignInProblem
  readonly reason: string

  constructor(problem: SignInProblem, reason: string) {
    super(`Nobody was signed in: ${problem}`)
    this.problem = problem
    this.reason = reason
  }
}

/** Where the provider sends people back to; it has to be registered there. */
export const CALLBACK_PATH = '/api/sign-in/oidc/callback'

/**
 * A client of the provider: authorization code flow with PKCE, state and nonce, and the signature of the identity checked.
 *
 * The provider is looked up when somebody first signs in, so that the service starts while it is away.
 *
 * @param publicUrl Where people reach the service: what a request calls its host is believed nowhere here.
 */
export function createOpenId(settings: OpenIdSettings, publicUrl: string): OpenId {
  const callback = publicUrl + CALLBACK_PATH
  let known: Promise<Configuration> | null = null
  const provider = async (): Promise<Configuration> => {
    known ??= discover(settings)
    try {
      return await known
    } catch (error) {
      known = null
      throw refusalOf(error)
    }
  }
  return {
    name: settings.name,
    domains: settings.domains,
    async begin() {
      const config = await provider()
      const attempt = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() }
      const url = buildAuthorizationUrl(config, {
        redirect_uri: callback,
        scope: 'openid email profile',
        state: attempt.state,
        nonce: attempt.nonce,

        code_challenge: await calculatePKCECodeChallenge(attempt.verifier),
        code_challenge_method: 'S256',
      })
      return { url: url.href, attempt }
    },
    async finish(search, { state, nonce, verifier }) {
      // Another tab, or another browser, has begun meanwhile; or somebody was handed the way back of a stranger.
      if (new URLSearchParams(search).get('state') !== state) throw new SignInRefused('expired', 'state')
      const config = await provider()
      const came = new URL(callback)
      came.search = search
      try {
        const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true }
        const tokens = await authorizationCodeGrant(config, came, checks)
        const identity = tokens.claims()
        if (!identity) throw new SignInRefused('refused', 'no identity')
        // Providers put the e-mail into the identity, or give it where the identity's own person is asked for.
        const isSaid = identity['email'] !== undefined
        return vouchedBy(identity, isSaid ? identity : await fetchUserInfo(config, tokens.access_token, identity.sub))
      } catch (error) {
        throw refusalOf(error)
      }
    },
  }
}

async function discover({ issuer, clientId, clientSecret }: OpenIdSettings): Promise<Configuration> {
  const url = new URL(issuer)
  const execute = [enableNonRepudiationChecks, ...(isPlainLoopback(url) ? [allowInsecureRequests] : [])]
  return await discovery(url, clientId, clientSecret, asTheyLike(clientSecret), { execute, timeout: TIMEOUT_SECONDS })
}

/** Proves who we are in the way that the provider takes. Source: OpenID Connect Discovery 1.0, 3: unsaid, it is `basic`. */
function asTheyLike(secret: string): ClientAuth {
  const [basic, post] = [ClientSecretBasic(secret), ClientSecretPost(secret)]
  return (server, ...more) => {
    const ways = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
    return (ways.includes('client_secret_basic') ? basic : post)(server, ...more)
  }
}

/** Without an e-mail that is not verified: who could type any into the provider would otherwise be anybody here. */
function vouchedBy(
  { iss: issuer, sub: subject }: { iss: string; sub: string },
  { email, email_verified, name }: Record<string, unknown>,
): Vouched {
  const isVerified = email_verified === true || email_verified === 'true'
  const isEmail = typeof email === 'string' && email.length <= 320 && /^[^\s@]+@[^\s@]+$/.test(email)
  return {
    issuer,
    subject,
    email: isVerified && isEmail ? email : null,
    name: typeof name === 'string' ? name.slice(0, 200) : '',
  }
}

/** Only codes: what a provider says in words may quote who somebody is. */
function refusalOf(error: unknown): SignInRefused {
  if (error instanceof SignInRefused) return error
  if (error instanceof AuthorizationResponseError) {
    return new SignInRefused(error.error === 'access_denied' ? 'cancelled' : 'refused', codeOf(error.error))
  }
  if (error instanceof ResponseBodyError) {
    return new SignInRefused(error.status >= 500 ? 'unavailable' : 'refused', codeOf(error.error))
  }
  const code = codeOf((error as { code?: unknown }).code)
  const isAway = !(error instanceof ClientError) || AWAY.has(code)
  return new SignInRefused(isAway ? 'unavailable' : 'refused', code)
}

function codeOf(code: unknown): string {
  return typeof code === 'string' && /^\w{1,60}$/.test(code) ? code : 'unknown'
}

const AWAY = new Set(['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON'])
const TIMEOUT_SECONDS = 10
