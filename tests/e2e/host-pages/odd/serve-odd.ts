import { createServer } from 'node:http'

import { freePort } from '../../ports.ts'
import { asyncTag, htmlOf, type OddPage } from './odd-page.ts'
import { WORK_SCRIPT } from './work.ts'

/** The odd pages on two origins of their own, neither of them the service's. */
export interface OddHost {
  /** Where a page is, without Attune or with it. */
  addressOf: (page: OddPage, which: Which) => string
  close: () => Promise<void>
}

export type Which = 'without' | 'with'

/**
 * Serves every page twice: as it was before Attune, and with it.
 *
 * @param service The service's origin.
 * @param libraries Scripts and styles of others that pages ask for, by path.
 */
export async function serveOddPages(
  pages: OddPage[],
  service: string,
  libraries: (path: string) => { type: string; body: string | Buffer } | undefined,
): Promise<OddHost> {
  const [port, otherPort] = [await freePort(), await freePort()]
  const [own, other] = [`http://127.0.0.1:${port}`, `http://localhost:${otherPort}`]
  const answer = (path: string): Answer | undefined => {
    if (path === '/work.js') return { type: 'text/javascript', body: WORK_SCRIPT }
    if (path === '/favicon.ico') return { type: 'image/x-icon', body: '' }
    if (path === '/api.json') return { type: 'application/json', body: '{"pears":2}' }
    const [, which, id, ...rest] = path.split('/')
    const page = pages.find((one) => one.id === id)
    const tag = page && which === 'with' ? (page.tag ?? asyncTag)(`${service}/attune.js`) : ''
    if (!page || (which !== 'with' && which !== 'without')) return libraries(path)
    const file = page.files?.[rest.join('/')]
    if (file) return { type: file.type, body: file.body(tag) }
    if (rest.join('/')) return undefined
    const { 'content-type': type = 'text/html; charset=utf-8', ...headers } = page.headers?.(service) ?? {}
    return { type, body: htmlOf(page, tag, { own, other }), headers }
  }
  const servers = await Promise.all(
    [port, otherPort].map(async (at) => {
      const server = createServer((request, response) => {
        const found = answer(new URL(request.url ?? '/', own).pathname)
        const opened = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' }
        if (!found) return response.writeHead(404).end()
        return response.writeHead(200, { 'content-type': found.type, ...opened, ...found.headers }).end(found.body)
      })
      await new Promise<void>((resolve) => server.listen(at, resolve))
      return server
    }),
  )
  return {
    addressOf: ({ id }, which) => `${own}/${which}/${id}/`,
    async close() {
      for (const server of servers) {
        server.closeAllConnections()
        await new Promise((resolve) => server.close(resolve))
      }
    },
  }
}

interface Answer {
  type: string
  body: string | Buffer
  headers?: Record<string, string>
}
