import { readFile } from 'node:fs/promises'

import type { FastifyPluginAsync } from 'fastify'
import { Type } from 'typebox'

import { etagOf, isMatch } from '../configure/etag.ts'
import type { RouteDocs } from './docs.ts'
import { documentOf } from './document.ts'
import { pageOf } from './page.ts'

/** What can be asked of the service, for programs and for people. Everybody may read it: it says nothing of any project. */
export const referenceRoutes: FastifyPluginAsync = async (app) => {
  const css = await readFile(new URL('reference.css', import.meta.url), 'utf8')
  let made: Made | undefined

  /** Routes are all there once the service is ready, and change no more. */
  function make(): Made {
    const document = documentOf(app)
    return { document: keep(JSON.stringify(document)), page: keep(pageOf(document)), style: keep(css) }
  }

  for (const { url, name, type, docs } of FILES)
    app.get(url, { config: { docs } }, async (request, reply) => {
      made ??= make()
      const { body, etag } = made[name]
      reply.header('cache-control', 'no-cache').header('etag', etag)
      if (isMatch(request.headers['if-none-match'], etag)) return await reply.code(304).send()
      return await reply.type(type).send(body)
    })
}

const FILES: { url: string; name: keyof Made; type: string; docs: RouteDocs }[] = [
  {
    url: '/api/openapi.json',
    name: 'document',
    type: 'application/json; charset=utf-8',
    docs: {
      tag: 'Operation',
      summary: 'This reference for programs, as OpenAPI 3.1',
      access: 'anybody',
      answer: Type.Object({}, { description: 'An OpenAPI 3.1 document' }),
    },
  },
  {
    url: '/api/reference',
    name: 'page',
    type: 'text/html; charset=utf-8',
    docs: { tag: 'Operation', summary: 'This reference for people', access: 'anybody', media: ['text/html'] },
  },
  {
    url: '/api/reference.css',
    name: 'style',
    type: 'text/css; charset=utf-8',
    docs: { tag: 'Operation', summary: 'How that page looks', access: 'anybody', media: ['text/css'] },
  },
]

type Made = Record<'document' | 'page' | 'style', Kept>

interface Kept {
  body: string
  etag: string
}

function keep(body: string): Kept {
  return { body, etag: etagOf(body) }
}
