import swagger, { type SwaggerTransform } from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { type TSchema, Type } from 'typebox'

import { scopeOf } from '../access/guard.ts'
import { type RouteDocs, TAGS } from './docs.ts'
import { nameShapes } from './name-shapes.ts'
import { Problem } from './shapes.ts'

/** An OpenAPI document, as far as this folder looks into it. */
export interface ApiDocument {
  info: { title: string; version: string; description: string }
  tags: { name: string; description: string }[]
  paths: Record<string, Record<string, ApiOperation>>
  components: { schemas: Record<string, ApiSchema> }
}

/** One method of one path. */
export interface ApiOperation {
  operationId: string
  summary?: string
  description?: string
  tags?: string[]
  parameters?: { name: string; in: string; required?: boolean; description?: string; schema: ApiSchema }[]
  requestBody?: { required?: boolean; content: Record<string, { schema: ApiSchema }> }
  responses: Record<string, { description: string; content?: Record<string, { schema: ApiSchema }> }>
}

export type ApiSchema = Record<string, unknown>

/** Collects what is said of every route; to be called before the first of them is registered. */
export async function collectDocs(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Attune', version: '1', description: ABOUT },
      tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
      components: { securitySchemes: SECURITY },
    },
    transform,
    convertConstToEnum: false,
  })
}

/** The OpenAPI 3.1 document of everything under `/api` and `/v1`, and of what monitors ask. The app has to be ready. */
export function documentOf(app: FastifyInstance): ApiDocument {
  const document = JSON.parse(JSON.stringify(app.swagger())) as ApiDocument
  for (const operation of Object.values(document.paths).flatMap((path) => Object.values(path)))
    if (operation.description?.includes(OPTIONAL_BODY) && operation.requestBody) operation.requestBody.required = false
  return nameShapes(document)
}

const transform: SwaggerTransform = ({ schema, url, route }) => {
  if (!/^\/(api|v1|healthz|readyz|metrics)(\/|$)/.test(url)) return { schema: { hide: true }, url }
  const { config, method } = route
  const docs = config?.docs
  const scope = scopeOf(route.onRequest)
  const names = [...url.matchAll(/:(\w+)/g)].map(([, name = '']) => name)
  const key = docs?.access === 'key' ? { key: PublicKey } : {}
  const query = Type.Object({ ...key, ...docs?.query?.properties })
  const body = docs?.body ?? schema?.body
  const described = [
    docs?.notes,
    scope && `Needs the scope \`${scope}\`.`,
    docs?.isBodyOptional && OPTIONAL_BODY,
  ].filter(Boolean)
  return {
    url,
    schema: {
      operationId: operationIdOf(String(method), url),
      ...(docs && { summary: docs.summary, tags: [docs.tag] }),
      ...(described.length > 0 && { description: described.join(' ') }),
      ...(names.length > 0 && { params: Type.Object(Object.fromEntries(names.map((name) => [name, paramOf(name)]))) }),
      ...(Object.keys(query.properties).length > 0 && { querystring: query }),
      ...(body !== undefined && { body }),
      response: responsesOf(docs, url),
      ...(docs?.ifMatch && { headers: Type.Object({ 'if-match': Seen }) }),
      ...((scope || docs?.access === 'signed in') && { security: [{ token: [] }, { session: [] }] }),
      ...(docs?.access === 'person' && { security: [{ session: [] }] }),
    },
  }
}

function responsesOf(docs: RouteDocs | undefined, url: string): Record<string, unknown> {
  const { answer, media = [], status = answer || media.length > 0 ? 200 : 204 } = docs ?? {}
  const types: [string, TSchema][] = media.map((type) => [type, Type.String()])
  if (answer) types.unshift(['application/json', answer])
  const content = Object.fromEntries(types.map(([type, schema]) => [type, { schema }]))
  const done = { description: 'Done', ...(types.length > 0 && { content }) }
  if (url === '/healthz') return { [status]: done }
  return {
    [status]: done,
    default: {
      description: 'What went wrong, why, and the way out',
      content: { 'application/problem+json': { schema: Problem } },
    },
  }
}

/** `GET /api/projects/:project/journeys/:journey/map` is `getProjectsJourneysJourneyMap`. */
function operationIdOf(method: string, url: string): string {
  const words = url
    .split('/')
    .filter((part, i, parts) => !['', 'api', 'v1'].includes(part) && (part !== ':project' || i === parts.length - 1))
    .flatMap((part) => part.split(/\W+/))
    .filter(Boolean)
  return method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
}

function paramOf(name: string): TSchema {
  return Type.String({ description: PARAMS[name] ?? `The id of the ${name}` })
}

const PARAMS: Record<string, string> = {
  project: 'The id of the project, e.g. `demo`',
  key: 'The public key itself, e.g. `pk_demo`',
}

const PublicKey = Type.String({ pattern: '^pk_', description: 'A public key of the project, e.g. `pk_demo`' })

const Seen = Type.Optional(
  Type.String({ description: 'The `ETag` that you have seen; left away with `If-None-Match: *`, for something new' }),
)

const OPTIONAL_BODY = 'The body may be left away.'

const SECURITY = {
  token: { type: 'http', scheme: 'bearer', description: 'A token of a project: `Authorization: Bearer at_…`' },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'attune',
    description: 'The session of somebody signed in; by https it is called `__Host-attune`',
  },
} as const

const ABOUT = [
  'Everything that the console does, and what pages talk to.',
  'Shares run from 0 to 1, and net feel from −1 to 1; null means "no figure", never zero. Days are of the project’s zone.',
  'What two people may change has an `ETag`: say in `If-Match` which one you have seen (`If-None-Match: *` for something new).',
  'Problems are `application/problem+json` with a `code` of a closed list.',
].join('\n\n')
