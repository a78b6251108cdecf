import type { ProjectSettings } from '@attune/protocol'
import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'

import { type Guard, memberOf, personOf, tokenOf } from '../access/guard.ts'
import { refuseForeignPage } from '../access/origin.ts'
import type { Db } from '../database/open.ts'
import { AppError } from '../errors.ts'
import type { Directory } from './directory.ts'
import { requireSeen } from './etag.ts'
import { endKey, listKeyItems, rotateKeys } from './keys.ts'
import { makeProject } from './new-project.ts'
import { CHANGE, END_KEY, KEYS, MAKE, MAKE_KEY, SETTINGS } from './project-docs.ts'
import { changeSettings, readSettings, settingsTag } from './project-settings.ts'

export interface ProjectOptions {
  db: Db
  directory: Directory
  guard: Guard
  /** Whether people reach the service by https. */
  secure: boolean
}

/** `POST /api/projects`, and what is said of a project itself: its settings and its public keys. */
export const projectRoutes: FastifyPluginAsyncTypebox<ProjectOptions> = async (
  app,
  { db, directory, guard, secure },
) => {
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })

  /** A token is of one project, and its scopes say nothing of others. */
  async function requirePerson(request: FastifyRequest): Promise<void> {
    if (await tokenOf(db, request))
      throw new AppError('forbidden', 'A token is of one project and makes no other. Sign in, and make it there.')
    await personOf(db, request, secure)
    refuseForeignPage(request)
  }

  app.post(
    '/api/projects',
    { onRequest: requirePerson, schema: { body: NewProjectSchema }, config: { docs: MAKE } },
    async (request, reply) => {
      const { id, name, email } = await personOf(db, request, secure)
      const project = await makeProject(db, request.body, { kind: 'person', id, name: name || email })
      // An unknown key is remembered as such, for a moment.
      directory.forget()
      return withTag(reply.code(201), await readSettings(db, project))
    },
  )

  app.get('/api/projects/:project', { onRequest: guard('read'), config: { docs: SETTINGS } }, async (request, reply) =>
    withTag(reply, await readSettings(db, memberOf(request).project.id)),
  )

  app.patch(
    '/api/projects/:project',
    { onRequest: guard('configure'), schema: { body: ProjectChangeSchema }, config: { docs: CHANGE } },
    async (request, reply) => {
      const { project, actor } = memberOf(request)
      const seen = (etag: string) => requireSeen(request.headers, etag)
      // Whatever was sent: it is checked there, so that every way in names the places alike.
      const settings = await changeSettings(db, project.id, request.body, actor, seen)
      directory.forget()
      return withTag(reply, settings)
    },
  )

  app.get('/api/projects/:project/keys', { onRequest: guard('read'), config: { docs: KEYS } }, (request) =>
    listKeyItems(db, memberOf(request).project.id),
  )

  app.post(
    '/api/projects/:project/keys',
    { onRequest: guard('configure'), config: { docs: MAKE_KEY } },
    async (request, reply) => {
      const { project, actor } = memberOf(request)
      const key = await rotateKeys(db, project.id, null, actor)
      directory.forget()
      reply.code(201)
      return (await listKeyItems(db, project.id)).find((one) => one.key === key)
    },
  )

  app.delete(
    '/api/projects/:project/keys/:key',
    {
      onRequest: guard('configure'),
      schema: { params: KeyParams, querystring: EndingSchema },
      config: { docs: END_KEY },
    },
    async (request) => {
      const { project, actor } = memberOf(request)
      const { after, force = false } = request.query
      const at = after === undefined ? {} : { at: new Date(Date.now() + after * 3_600_000) }
      await endKey(db, project.id, request.params.key, { ...at, isForced: force }, actor)
      directory.forget()
      return await listKeyItems(db, project.id)
    },
  )
}

function withTag(reply: FastifyReply, settings: ProjectSettings): ProjectSettings {
  reply.header('etag', settingsTag(settings))
  return settings
}

/** Of the right names; what they may say is checked with the rest of the configuration, which names the places. */
const NewProjectSchema = Type.Object(
  {
    id: Type.Optional(Type.String()),
    name: Type.String(),
    zone: Type.Optional(Type.String()),
    privacy: Type.Optional(Type.Enum(['open', 'confidential', 'anonymous'])),
  },
  { additionalProperties: false },
)

const ProjectChangeSchema = Type.Object({})

const KeyParams = Type.Object({ project: Type.String(), key: Type.String() })

/** `after`: hours until it ends; absent: at once. `force`: even the last one. */
const EndingSchema = Type.Object(
  {
    after: Type.Optional(Type.Number({ minimum: 0, maximum: 8_760 })),
    force: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)
