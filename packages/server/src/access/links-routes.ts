import type { LinkItem, LinkLook } from '@attune/protocol'
import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'

import { findJourneys } from '../configure/queries.ts'
import type { Db } from '../database/open.ts'
import { AppError } from '../errors.ts'
import type { RouteDocs } from '../reference/docs.ts'
import { TEAM } from '../reference/shapes-team.ts'
import { type Guard, memberOf } from './guard.ts'
import type { LinkReader } from './links-bearer.ts'
import { listLinks, makeLink, revokeLink } from './links.ts'
import { madeId } from './parameters.ts'
import { hasSample } from './project-list.ts'

interface LinkOptions {
  db: Db
  guard: Guard
  links: LinkReader
  /** Where people reach the service, without a trailing slash. Absent: where the request came. */
  publicUrl: string | undefined
}

/** Links that show one journey to whoever has them, without signing in. */
export const linkRoutes: FastifyPluginAsyncTypebox<LinkOptions> = async (app, { db, guard, links, publicUrl }) => {
  app.get('/api/projects/:project/links', { onRequest: guard('configure'), config: { docs: LINKS } }, (request) =>
    listLinks(db, memberOf(request).project.id),
  )

  app.post(
    '/api/projects/:project/links',
    { onRequest: guard('configure'), schema: { body: NewLinkSchema }, config: { docs: MAKE } },
    async (request, reply): Promise<LinkItem> => {
      const { project, actor } = memberOf(request)
      const { name, journey, voices = false, days = DAYS } = request.body
      const expires = new Date(Date.now() + days * 86_400_000)
      const made = await db
        .transaction()
        .execute((tx) => makeLink(tx, project.id, actor, { name: name.trim(), journey, voices, expires }))
      const home = publicUrl ?? `${request.protocol}://${request.host}`
      reply.code(201)
      // A fragment reaches no server and no log.
      return { ...made.item, link: `${home}/console/s/#link=${made.secret}` }
    },
  )

  app.delete(
    '/api/projects/:project/links/:link',
    { onRequest: guard('configure'), schema: { params: ParamsSchema }, config: { docs: REVOKE } },
    async (request, reply) => {
      const { project, actor } = memberOf(request)
      const id = madeId(request.params.link)
      await db.transaction().execute((tx) => revokeLink(tx, project.id, actor, id))
      return reply.code(204).send()
    },
  )

  app.get('/api/link', { config: { docs: LOOK } }, async (request): Promise<LinkLook> => {
    const link = await links(request)
    if (!link) throw new AppError('signed_out', 'Send the link as Authorization: Link al_….')
    const { lane, ...project } = link.project
    const journey = (await findJourneys(db, lane, project.id)).find(({ id }) => id === link.journey)
    if (!journey) throw new AppError('not_found', 'The journey that this link shows is gone.')
    return {
      name: link.name,
      expires_at: link.expires.toISOString(),
      voices: link.voices,
      project,
      journey: { id: journey.id, name: journey.name },
      sample: await hasSample(db, lane, project.id),
    }
  })
}

const LINKS: RouteDocs = {
  tag: 'Access',
  summary: 'The links of a project that show a journey, without their secrets',
  answer: Type.Array(TEAM.LinkItem),
}

const MAKE: RouteDocs = {
  tag: 'Access',
  summary: 'Makes a link that shows one journey to whoever has it, given once',
  notes:
    'Figures of that journey and, with `voices`, what people said; nothing else, and nothing can be changed with it. Valid for so many `days`, or until it is revoked.',
  status: 201,
  answer: TEAM.LinkItem,
}

const REVOKE: RouteDocs = { tag: 'Access', summary: 'Revokes a link: it shows nothing any more' }

const LOOK: RouteDocs = {
  tag: 'Access',
  summary: 'What the link shows that is sent as `Authorization: Link al_…`',
  notes:
    'With the same header, its journey can be read at `…/map`, `…/feel`, `…/trend`, `…/compare` and, where it shows them, `…/voices`.',
  answer: TEAM.LinkLook,
}

const NewLinkSchema = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }),
    journey: Type.String({ minLength: 1, maxLength: 64 }),
    voices: Type.Optional(Type.Boolean()),
    days: Type.Optional(Type.Integer({ minimum: 1, maximum: 366 })),
  },
  { additionalProperties: false },
)
const ParamsSchema = Type.Object({ project: Type.String(), link: Type.String() })
const DAYS = 30
