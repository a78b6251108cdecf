import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { Provider } from 'oidc-provider'

/** A real OpenID Connect provider on this machine, with forms that a person would fill in. */
export interface TestProvider {
  issuer: string
  /**
   * Goes where the service sends a browser, signs in there as `login`, agrees, and comes back.
   *
   * @returns where the provider sends the browser in the end: the service's callback.
   */
  walk: (url: string, login: string) => Promise<URL>
  close: () => Promise<void>
}

export const CLIENT = { clientId: 'attune', clientSecret: 'a secret of the tests alone' }

/**
 * @param callback What is registered as the way back.
 * @param accounts By login: what the provider says of each.
 * @param inIdentity Whether the e-mail is in the identity itself, and not only where one asks for it.
 */
export async function startProvider(
  callback: string,
  accounts: Record<string, Record<string, unknown>>,
  inIdentity = false,
): Promise<TestProvider> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' })
  const provider = new Provider(issuer, {
    clients: [{ client_id: CLIENT.clientId, client_secret: CLIENT.clientSecret, redirect_uris: [callback] }],
    claims: { email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: !inIdentity,
    cookies: { keys: ['a key of the tests alone'] },
    features: { devInteractions: { enabled: true } },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({ sub: id, ...accounts[id] }),
    }),
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
    jwks: { keys: [{ ...key, kty: 'RSA', use: 'sig', alg: 'RS256', kid: 'test' }] },
  })
  const answer = provider.callback()
  server.on('request', (request, response) => void answer(request, response))
  return {
    issuer,
    walk: (url, login) => walk(url, login, callback),
    close: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

async function walk(start: string, login: string, callback: string): Promise<URL> {
  const cookies = new Map<string, string>()
  let [url, form]: [string, URLSearchParams | null] = [start, null]
  for (let steps = 0; steps < 20; steps++) {
    if (url.startsWith(callback)) return new URL(url)
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer: Response = await fetch(url, {
      headers: { cookie },
      redirect: 'manual',
      ...(form && { method: 'POST', body: form }),
    })
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=')
      cookies.set(name, value)
    }
    const to = answer.headers.get('location')
    if (to !== null) {
      ;[url, form] = [new URL(to, url).href, null]
      continue
    }
    const page = await answer.text()
    const action = /<form[^>]* action="([^"]+)"/.exec(page)?.[1]
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1]
    if (action === undefined || prompt === undefined) throw new Error(`No form at ${url}: ${page.slice(0, 2_000)}`)
    ;[url, form] = [new URL(action, url).href, new URLSearchParams({ prompt, login, password: 'any' })]
  }
  throw new Error('The provider goes round in circles.')
}
