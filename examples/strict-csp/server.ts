import { randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { argv } from 'node:process'

import { type Target, targetFromEnv } from '../serve.ts'

/**
 * Serves the shop under a strict Content Security Policy: nothing runs but what carries this answer's nonce and what that
 * fetches, no string becomes code or markup (Trusted Types), and the script is taken only if it is, byte for byte, the one
 * that the service named when this server started.
 */
export async function serve({ host, key }: Target, port: number): Promise<Server> {
  const answer = await fetch(`${host}/attune.json`)
  if (!answer.ok) throw new Error(`${host} says of its script: ${await answer.text()}`)
  const { src, integrity, parts } = (await answer.json()) as Release
  // What the script fetches later is held to its hash, too.
  const ofParts = Object.fromEntries(Object.entries(parts).map(([path, hash]) => [host + path, hash]))
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const page = PAGES[pathname]
    if (!page) {
      response.writeHead(404).end()
      return
    }
    const nonce = randomBytes(16).toString('base64')
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy(nonce, host),
    })
    response.end(`<!doctype html>
<html lang="en">
<title>${page.title}</title>
<script type="importmap" nonce="${nonce}">${JSON.stringify({ integrity: ofParts })}</script>
<script async nonce="${nonce}" src="${host}${src}" integrity="${integrity}" crossorigin="anonymous" data-key="${key}"></script>
<h1>${page.title}</h1>
${page.body}`)
  })
  return new Promise((done) => server.listen(port, '127.0.0.1', () => done(server)))
}

/** Attune needs of it: `script-src` for the nonce, `strict-dynamic` or the host; `connect-src` for the host. No style. */
const policy = (nonce: string, host: string): string =>
  [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `connect-src ${host}`,
    "form-action 'self'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')

interface Release {
  src: string
  integrity: string
  parts: Record<string, string>
}

const PAGES: Record<string, { title: string; body: string }> = {
  '/': { title: 'Your cart', body: '<p>One teapot.</p><p><a href="/payment.html">Go to payment</a></p>' },
  '/payment.html': { title: 'Payment', body: '<form action="/done.html"><button>Pay</button></form>' },
  '/done.html': { title: 'Thank you', body: '<p>Your teapot is on its way.</p>' },
}

if (import.meta.main) {
  const [port = '8080'] = argv.slice(2)
  await serve(targetFromEnv(), Number(port))
  console.log(`Open http://127.0.0.1:${port}/ – Ctrl-C ends it.`)
}
