import cors from '@fastify/cors'
import type { FastifyInstance } from 'fastify'

/** What every answer at an address carries. */
export type HeadersOf = (url: string) => Record<string, string>

/**
 * Says who may use an answer: any page on earth what pages embed (`/v1`, the script, the widget), and nobody but ourselves the rest.
 *
 * @param secure Whether people reach the service by https.
 */
export function createHeaders(secure: boolean): HeadersOf {
  const always = {
    'x-content-type-options': 'nosniff',
    ...(secure && { 'strict-transport-security': 'max-age=31536000' }),
  }
  const ofPages = { ...always, ...EMBEDDED }
  const own = { ...always, ...OWN }
  return (url) => (isPublic(url) ? ofPages : own)
}

/** Sets them before anything else can answer, but for an address that is none: see `answerBadAddress`. */
export async function registerHeaders(app: FastifyInstance, headersOf: HeadersOf): Promise<void> {
  await app.register(cors, {
    delegator: (request, done) => done(null, isPublic(request.url ?? '') ? FOR_ANY_PAGE : { origin: false }),
  })
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(headersOf(request.url))
    done()
  })
}

function isPublic(url: string): boolean {
  return /^\/(v1\/|attune(-ask)?\.js|widget-)/.test(url)
}

/**
 * No credentials: a page that embeds Attune acts for nobody. So any header may come along, as many pages add one of their own to
 * every `fetch`; none is read.
 */
const FOR_ANY_PAGE = {
  origin: '*',
  methods: ['GET', 'POST'],
  exposedHeaders: ['retry-after', 'etag'],
  maxAge: 86_400,
}
/** What the plugin says, for answers that never come to it. */
const EMBEDDED = {
  'access-control-allow-origin': FOR_ANY_PAGE.origin,
  'access-control-expose-headers': FOR_ANY_PAGE.exposedHeaders.join(', '),
  'cross-origin-resource-policy': 'cross-origin',
}
const OWN = {
  'content-security-policy':
    "default-src 'self'; img-src 'self' data:; font-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'same-origin',
}
