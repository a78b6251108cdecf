import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { parseArgs } from 'node:util'

import type { FastifyInstance } from 'fastify'

import { createOpenId } from './access/openid.ts'
import { firstOwner } from './access/people.ts'
import { createSignInLink } from './access/sign-in-links.ts'
import { exchangeUsage } from './admission/exchange.ts'
import { createLimiter } from './admission/limiter.ts'
import { keepMoving } from './aggregate/mover.ts'
import { buildApp } from './app.ts'
import { createIdentify } from './collect/identity.ts'
import { createImpressions } from './collect/impressions.ts'
import type { Command } from './command.ts'
import { sharedSecret } from './database/secret.ts'
import { openStore } from './database/store.ts'
import { CAN_SHARE_PORT, type Doors, openMoreDoors, requireFree } from './doors.ts'
import { AppError } from './errors.ts'
import { createChanges } from './live/changes.ts'
import { loggingOf } from './operate/log.ts'
import { keepNothingTooLong } from './privacy/keeper.ts'
import type { Settings } from './settings.ts'
import { createTraces } from './trace/traces.ts'

/** `attune serve`: runs the service until it is told to stop. */
export const serveCommand: Command = async (args, { settings, print, warn, signal, hurry }) => {
  const options = readOptions(args)
  if (!options) {
    warn('Use it as: attune serve [--demo] [--sign-in-link]')
    return 2
  }
  const onError = (error: Error): void => warn(`The database connection was lost: ${error.message}`)
  const store = await openStore(settings, { serve: true, onError })
  try {
    if (options.demo) await (await import('./demo/demo.ts')).ensureDemo(store.db)
    const owner = await firstOwner(store.db, settings.adminEmail, settings.adminPassword)
    const changes = await createChanges({ url: store.url, onError })
    const traces = await createTraces({ url: store.url, onError })
    const secure = settings.publicUrl.startsWith('https:')
    const limiter = createLimiter(settings.rates, await sharedSecret(store.db, 'addresses'))
    const exchange = await exchangeUsage({ url: store.url, limiter, onError })
    const { trustedProxies, metricsToken } = settings
    const logging = loggingOf(settings.logLevel)
    const identify = createIdentify(await sharedSecret(store.db, 'identity'))
    const impressions = createImpressions(await sharedSecret(store.db, 'impressions'))
    const openId = settings.openId && createOpenId(settings.openId, settings.publicUrl)
    const app = await buildApp({
      db: store.db,
      changes,
      secure,
      // Which port it will be is not known yet where any free one will do.
      publicUrl: settings.publicUrl.endsWith(':0') ? undefined : settings.publicUrl,
      trustedProxies,
      limiter,
      metricsToken,
      identify,
      impressions,
      traces,
      openId,
      logging,
    })
    let doors: Doors | null = null
    const stopKeeping = keepNothingTooLong(
      store.db,
      (line) => app.log.info(`Removed from ${line}`),
      (error) => app.log.warn({ err: error }, 'Not everything was removed that is too old'),
    )
    const stopMoving = keepMoving(store.db, {
      onMoved: changes.announce,
      onDone: (project) => app.log.info(`Everything of ${project} is under the days of its new time zone`),
      onError: (error) => app.log.warn({ err: error }, 'Answers could not be moved to the days of a new time zone yet'),
    })
    try {
      const publicUrl = await listen(app, settings)
      doors = await openMoreDoors(app.server)
      const link = options['sign-in-link'] ? await createSignInLink(store.db, owner.id, LINK_MINUTES) : null
      print(banner(publicUrl, settings, options.demo, link))
      if (!signal.aborted) await once(signal, 'abort')
    } finally {
      await stop(app, doors, hurry)
      await stopKeeping()
      await stopMoving()
      await exchange.close()
      await traces.close()
      await changes.close()
    }
  } finally {
    await store.close()
  }
  return 0
}

function readOptions(args: string[]): { demo: boolean; 'sign-in-link': boolean } | null {
  try {
    const { values } = parseArgs({
      args,
      options: { demo: { type: 'boolean', default: false }, 'sign-in-link': { type: 'boolean', default: false } },
    })
    return values
  } catch {
    return null
  }
}

async function listen(app: FastifyInstance, { host, port, publicUrl }: Settings): Promise<string> {
  try {
    if (CAN_SHARE_PORT && port !== 0) await requireFree(host, port)
    await app.listen({ host, port, ...(CAN_SHARE_PORT && { reusePort: true }) })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE') {
      throw new AppError(
        'conflict',
        `Port ${port} is taken by another program. Stop that one, or set PORT to another, e.g. PORT=${port + 1}.`,
      )
    }
    if (code === 'EACCES') {
      throw new AppError('forbidden', `This user may not listen at port ${port}. Set PORT to 1024 or above.`)
    }
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
      throw new AppError(
        'bad_request',
        `HOST is "${host}", which is not an address of this machine. Set it to 127.0.0.1 or 0.0.0.0.`,
      )
    }
    throw error
  }
  return port === 0 ? publicUrl.replace(/:0$/, `:${(app.server.address() as AddressInfo).port}`) : publicUrl
}

/** Requests in flight are finished; one that does not end in time, or when the person presses again, is cut. */
async function stop(app: FastifyInstance, doors: Doors | null, hurry: AbortSignal | undefined): Promise<void> {
  const cut = (): void => app.server.closeAllConnections()
  const timer = setTimeout(cut, FINISH_WITHIN_MS)
  hurry?.addEventListener('abort', cut)
  await Promise.all([app.close(), doors?.close()])
  clearTimeout(timer)
}

function banner(url: string, { databaseUrl, dataFolder }: Settings, hasDemo: boolean, secret: string | null): string {
  const kept = databaseUrl ? 'the database that DATABASE_URL names' : dataFolder
  return [
    '',
    '  Attune is listening.',
    '',
    `  Console   ${url}/console/`,
    ...(hasDemo ? [`  Demo      ${url}/demo/`] : []),
    ...(secret
      ? [`  Sign in   ${url}/console/#sign-in=${secret}`, `            (once, within ${LINK_MINUTES} minutes)`]
      : []),
    '',
    `  Ctrl-C stops it; your answers are kept in ${kept}.`,
    '',
  ].join('\n')
}

const LINK_MINUTES = 60
const FINISH_WITHIN_MS = 10_000
