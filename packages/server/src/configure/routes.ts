import type { ConfigurationDocument, PageConfig } from '@attune/protocol'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'

import { type Guard, memberOf } from '../access/guard.ts'
import { type Gate, keyIn } from '../admission/gate.ts'
import { retryTransient } from '../collect/transient.ts'
import type { Db } from '../database/open.ts'
import { changeConfiguration, configurationTag, readConfiguration, tagInside } from './configuration.ts'
import type { Directory, KnownProject } from './directory.ts'
import { APPLY, EDITOR_SCHEMA_DOCS, PAGE, READ } from './docs.ts'
import { EDITOR_SCHEMA } from './editor-schema.ts'
import { etagOf, isMatch } from './etag.ts'
import type { Paces } from './paces.ts'
import type { Quotas } from './quotas.ts'

/**
 * `GET /v1/config?key=pk_…`: what a page may be asked, and where.
 *
 * @param options.widget Where the widget's file is, immutable: its name holds its hash.
 */
export const pageConfigRoutes: FastifyPluginAsyncTypebox<PageConfigOptions> = async (
  app,
  { gate, quotas, paces, widget },
) => {
  const bodies = new WeakMap<KnownProject, { name: string; body: string; etag: string }>()

  async function answerFor(project: KnownProject, key: string) {
    const full = await retryTransient(() => quotas.fullOf(project))
    const shares = await retryTransient(() => paces.sharesOf(project))
    // A key is told of only where pages need it: else every key's answer is the same.
    const asking = project.impressions ? `/v1/impression?key=${encodeURIComponent(key)}` : ''
    const name = [asking, ...full, ...shares].join()
    const known = bodies.get(project)
    if (known?.name === name) return known
    const body = bodyOf(project, { full, shares }, { widget, ...(asking && { impressions: asking }) })
    const answer = { name, body, etag: etagOf(body) }
    bodies.set(project, answer)
    return answer
  }

  app.get('/v1/config', { config: { docs: PAGE } }, async (request, reply) => {
    const project = await gate.admit(request.raw)
    const { body, etag } = await answerFor(project, keyIn(request.url))
    // Another origin's page may be told something else.
    if (project.origins.length > 0) reply.header('vary', 'Origin')
    reply.header('etag', etag).header('cache-control', 'public, max-age=60, stale-while-revalidate=86400')
    if (isMatch(request.headers['if-none-match'], etag)) return await reply.code(304).send()
    return await reply.type('application/json; charset=utf-8').send(body)
  })
}

interface PageConfigOptions {
  gate: Gate
  quotas: Quotas
  paces: Paces
  widget: string
}

type OfService = Pick<PageConfig['settings'], 'widget' | 'impressions'>

/** What counts say of prompts today. */
interface Counted {
  full: ReadonlySet<string>
  shares: ReadonlyMap<string, number>
}

function bodyOf({ config }: KnownProject, { full, shares }: Counted, ofService: OfService): string {
  const prompts = config.prompts.map((prompt) => ({
    ...prompt,
    share: shares.get(prompt.id) ?? prompt.share,
    ...(full.has(prompt.id) && { isFull: true }),
  }))
  return JSON.stringify({ ...config, prompts, settings: { ...config.settings, ...ofService } } satisfies PageConfig)
}

/**
 * `GET|PUT /api/projects/:project/configuration`: the whole configuration as one document; and, for editors of such a document,
 * `GET /api/configuration.schema.json`.
 *
 * Whoever puts one says in `If-Match`, or in the document's own `$revision`, which one they have seen; `If-Match: *` is for those
 * whose own copy is the truth.
 */
export const configurationRoutes: FastifyPluginAsyncTypebox<{ db: Db; directory: Directory; guard: Guard }> = async (
  app,
  { db, directory, guard },
) => {
  app.get('/api/configuration.schema.json', { config: { docs: EDITOR_SCHEMA_DOCS } }, async (_request, reply) =>
    reply
      .headers({ 'access-control-allow-origin': '*', 'cache-control': 'public, max-age=3600' })
      .type('application/schema+json')
      .send(EDITOR_SCHEMA),
  )

  app.get(
    '/api/projects/:project/configuration',
    { onRequest: guard('read'), config: { docs: READ } },
    async (request, reply) => {
      const document = await readConfiguration(db, memberOf(request).project.id)
      return await reply.header('etag', configurationTag(document)).send(document)
    },
  )

  app.put(
    '/api/projects/:project/configuration',
    { onRequest: guard('configure'), config: { docs: APPLY } },
    async (request, reply) => {
      const { project, actor } = memberOf(request)
      // Whatever was sent: it is checked there, so that every way in names the places alike.
      const document = request.body as ConfigurationDocument
      const seen = request.headers['if-match'] ?? tagInside(document)
      const { created, published, etag } = await changeConfiguration(db, project.id, document, { by: actor, seen })
      directory.forget()
      return await reply.header('etag', etag).send({ created, published })
    },
  )
}
