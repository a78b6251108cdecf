import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { extname, join, resolve, sep } from 'node:path'
import { argv, env } from 'node:process'

/** Where the service is, and which project asks. */
export interface Target {
  host: string
  key: string
}

/**
 * Serves a folder of files as an example. In pages and scripts, the service's address and the key that are written there
 * become those of `target`; a path without an extension is given `index.html`, for single-page apps.
 *
 * @returns a server that listens at `http://127.0.0.1:port`.
 */
export function serve(folder: string, target: Target, port: number): Promise<Server> {
  const root = resolve(folder)
  const read = async (url: string) => {
    const path = join(root, new URL(url, 'http://localhost').pathname)
    const file = extname(path) ? path : join(root, 'index.html')
    const type = TYPES[extname(file)]
    const content = file.startsWith(root + sep) ? await readFile(file, 'utf8').catch(() => null) : null
    return type && content ? { type, text: withTarget(content, target) } : null
  }
  const server = createServer((request, response) => {
    void read(request.url ?? '/').then((found) =>
      found
        ? response.writeHead(200, { 'content-type': `${found.type}; charset=utf-8` }).end(found.text)
        : response.writeHead(404).end('There is no such page.'),
    )
  })
  return new Promise((done) => server.listen(port, '127.0.0.1', () => done(server)))
}

/** From `ATTUNE_HOST` and `ATTUNE_KEY`; by default a service on this machine and the key of `shop.json`. */
export const targetFromEnv = (): Target => ({
  host: env['ATTUNE_HOST'] ?? 'http://127.0.0.1:4000',
  key: env['ATTUNE_KEY'] ?? 'pk_shop',
})

function withTarget(text: string, { host, key }: Target): string {
  return text.replaceAll('http://127.0.0.1:4000', host).replaceAll('pk_shop', key)
}

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
}

if (import.meta.main) {
  const [folder = '.', port = '8080'] = argv.slice(2)
  await serve(folder, targetFromEnv(), Number(port))
  console.log(`Open http://127.0.0.1:${port}/ – Ctrl-C ends it.`)
}
