import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { argv } from 'node:process'
import { pathToFileURL } from 'node:url'

import { type Target, targetFromEnv } from '../serve.ts'
import type { PageData } from './src/App.tsx'

/** @param built Where `npm run build` has put what the server renders with, and what browsers fetch. */
export async function serve({ host, key }: Target, port: number, built: string): Promise<Server> {
  const address = pathToFileURL(join(built, 'render.js')).href
  const { render } = (await import(address)) as { render: (data: PageData) => string }
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    if (PATHS.has(pathname)) {
      const page = render({ path: pathname, host, publicKey: key })
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page)
      return
    }
    // The URL has no dots to climb by any more.
    readFile(join(built, pathname)).then(
      (script) => response.writeHead(200, { 'content-type': 'text/javascript' }).end(script),
      () => response.writeHead(404).end(),
    )
  })
  return new Promise((done) => server.listen(port, '127.0.0.1', () => done(server)))
}

const PATHS = new Set(['/', '/pay', '/thanks'])

if (import.meta.main) {
  const [port = '8080', built = join(import.meta.dirname, 'dist')] = argv.slice(2)
  await serve(targetFromEnv(), Number(port), built)
  console.log(`Open http://127.0.0.1:${port}/ – Ctrl-C ends it.`)
}
