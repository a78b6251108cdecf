import type { FastifyRequest } from 'fastify'

import { AppError } from '../errors.ts'

/**
 * Refuses what another site's page makes a signed-in person's browser send.
 *
 * For requests that a cookie vouches for. The browser itself says where they come from: in `Sec-Fetch-Site`, or, where the service
 * is reached by plain http, in `Origin` alone. Only JSON is taken, which no form can send. Reading is refused as well: the page
 * would not be given the answer, but an image of it in its memory, or how long it took, can tell.
 *
 * @throws AppError `forbidden`, `unsupported_media_type`
 */
export function refuseForeignPage(request: FastifyRequest): void {
  if (SAFE_METHODS.has(request.method)) {
    // Whoever follows a link from elsewhere opens it themselves, in a window that only they see.
    const { 'sec-fetch-site': site, 'sec-fetch-mode': mode } = request.headers
    if (site !== undefined && mode !== 'navigate' && saidOrigin(request) === 'foreign') throw foreign()
    return
  }
  if (saidOrigin(request) !== 'own') throw foreign()
  const hasBody =
    request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0
  if (hasBody && !/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) {
    throw new AppError('unsupported_media_type', 'Send the body as application/json.')
  }
}

/** As above where no cookie vouches yet: a caller that is no browser says nothing of where it comes from, and may sign in. */
export function refuseForeignSignIn(request: FastifyRequest): void {
  if (saidOrigin(request) === 'foreign') throw foreign()
}

function saidOrigin(request: FastifyRequest): 'own' | 'foreign' | 'unsaid' {
  const { 'sec-fetch-site': site, origin } = request.headers
  if (site !== undefined) return site === 'same-origin' || site === 'none' ? 'own' : 'foreign'
  if (origin === undefined) return 'unsaid'
  return URL.canParse(origin) && new URL(origin).host === request.host ? 'own' : 'foreign'
}

function foreign(): AppError {
  return new AppError('forbidden', 'This came from the page of another site. Open the console and do it there.')
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])
