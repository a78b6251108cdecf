import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'

import { freePort } from '../ports.ts'
import type { HostSite } from './govuk.ts'

const TYPES: Record<string, string> = {
  html: 'text/html',
  css: 'text/css',
  js: 'text/javascript',
  svg: 'image/svg+xml',
}

/** Serves a folder of pages as they are, but for markup added at the end of every page's head. */
export async function serveFolder(folder: string, head: string): Promise<HostSite> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://host').pathname
    try {
      const body = readFileSync(join(folder, path === '/' ? 'index.html' : path))
      const type = TYPES[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream'
      response.writeHead(200, { 'content-type': type })
      response.end(type === 'text/html' ? body.toString().replace('</head>', `${head}</head>`) : body)
    } catch {
      response.writeHead(404).end()
    }
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
