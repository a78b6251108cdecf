import { createServer } from 'node:http'

import { freePort } from '../ports.ts'
import type { HostSite } from './govuk.ts'

/**
 * A small shop of our own, on an origin of its own: every address of it is a page, and the first part of its path is the key
 * that the page gives Attune.
 *
 * @param service The service's origin.
 * @param variants What a page is like whose address ends so: headers, how the script is put in, more in the head.
 */
export async function serveShop(service: string, variants: Record<string, ShopVariant> = {}): Promise<HostSite> {
  const server = createServer((request, response) => {
    const [, key = '', ...rest] = new URL(request.url ?? '/', 'http://shop').pathname.split('/')
    const { headers = {}, tag = asyncTag, head = '' } = variants[rest.at(-1) ?? ''] ?? {}
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>${head}${tag(`${service}/attune.js`, key)}</head>
<body><h1>Shop</h1><p id="text">Pears and apples.</p><button id="dead">Nothing</button><div id="here"></div>
<p><a id="next" href="/${key}/next">Next</a></p></body></html>`,
    )
  })
  const port = await freePort()
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

export interface ShopVariant {
  headers?: Record<string, string>
  tag?: (address: string, key: string) => string
  head?: string
}

const asyncTag = (address: string, key: string) =>
  `<script async nonce="shop" src="${address}" data-key="${key}"></script>`
