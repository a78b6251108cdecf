import fastifyStatic from '@fastify/static'
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'

import { AppError } from '../errors.ts'
import type { BuiltFile, BuiltFiles } from './built-files.ts'
import { describeRelease, pathIn } from './release.ts'

/** What people and pages open: the console, the demo shop, the script and the widget. */
export const pagesRoutes: FastifyPluginAsync<{ files: BuiltFiles }> = async (app, { files }) => {
  app.get('/', (_, reply) => reply.redirect('/console/'))
  app.get('/console', (_, reply) => reply.redirect('/console/'))
  app.get('/demo', (_, reply) => reply.redirect('/demo/'))
  const { scripts, release, words } = files
  for (const [name, file] of Object.entries(scripts)) {
    app.get(`/${name}`, (request, reply) => sendBuilt(request, reply, file, FOR_MINUTES))
    if (release) app.get(pathIn(release, name), (request, reply) => sendBuilt(request, reply, file, FOR_EVER))
  }
  app.get('/attune.json', (_, reply) => {
    if (!release) throw new AppError('unavailable', NOT_BUILT)
    return reply.headers({ ...FOR_ANY_PAGE, 'cache-control': REVALIDATED }).send(describeRelease(release))
  })
  app.get(files.widgetPath, (request, reply) => sendBuilt(request, reply, files.widget, FOR_EVER))
  for (const [name, file] of Object.entries(words))
    app.get(`/${name}`, (request, reply) => sendBuilt(request, reply, file, FOR_EVER))

  await app.register(fastifyStatic, { serve: false, cacheControl: false })
  app.get<{ Params: { '*': string } }>('/console/*', (request, reply) => {
    const path = request.params['*']
    // A page of the console that is opened by its address: the console itself finds what belongs there.
    const isFile = /\.\w+$/.test(path)
    reply.header('cache-control', path.startsWith('assets/') ? FOR_EVER : REVALIDATED)
    if (/^s(\/|$)/.test(path)) reply.headers(BY_LINK)
    return reply.sendFile(isFile ? path : 'index.html', files.consoleFolder)
  })
  app.get<{ Params: { '*': string } }>('/demo/*', (request, reply) =>
    reply
      .header('cache-control', REVALIDATED)
      .sendFile(request.params['*'] || 'index.html', files.demoFolder, { extensions: ['html'] }),
  )
}

function sendBuilt(
  request: FastifyRequest,
  reply: FastifyReply,
  file: BuiltFile | null,
  cacheControl: string,
): FastifyReply {
  if (!file) throw new AppError('unavailable', NOT_BUILT)
  const etag = `"${file.hash}"`
  reply.headers({ ...FOR_ANY_PAGE, 'cache-control': cacheControl, etag, vary: 'accept-encoding' })
  if (request.headers['if-none-match']?.includes(etag)) return reply.code(304).send()
  reply.type('text/javascript; charset=utf-8')
  const accepted = request.headers['accept-encoding'] ?? ''
  if (/\bbr\b/.test(accepted)) return reply.header('content-encoding', 'br').send(file.brotli)
  if (/\bgzip\b/.test(accepted)) return reply.header('content-encoding', 'gzip').send(file.gzip)
  return reply.send(file.content)
}

const FOR_EVER = 'public, max-age=31536000, immutable'
/** Long enough for a visit, short enough that a fix reaches everybody soon. */
const FOR_MINUTES = 'public, max-age=300, stale-while-revalidate=86400'
const REVALIDATED = 'no-cache'
/** Whoever follows a link to a journey leaves no trace of it. */
const BY_LINK = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex, nofollow' }
/** An `integrity` is checked only of what any page may read. */
const FOR_ANY_PAGE = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' }
const NOT_BUILT = 'This file has not been built. Run `npm run build` and start again.'
