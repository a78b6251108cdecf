import { isAbsolute, join } from 'node:path'

import { type OpenIdSettings, readOpenId } from './access/openid-settings.ts'
import { isNetwork } from './admission/address.ts'
import { DEFAULT_RATES, type Rates } from './admission/limiter.ts'
import { AppError } from './errors.ts'

/** What the service is told by its environment, checked. */
export interface Settings {
  /** 0: any free one. */
  port: number
  host: string
  /** Absent: the embedded PostgreSQL under `dataFolder`. */
  databaseUrl: string | null
  dataFolder: string
  /** Where people reach the service, without a trailing slash. */
  publicUrl: string
  adminEmail: string | null
  adminPassword: string | null
  logLevel: string
  /** What `/metrics` asks for; null: it answers this machine alone. */
  metricsToken: string | null
  /** Addresses and networks of proxies whose `X-Forwarded-For` is believed. */
  trustedProxies: string[]
  /** How many requests pages may make. */
  rates: Rates
  /** Another service that people may sign in with; null: none. */
  openId: OpenIdSettings | null
}

/**
 * Reads the settings, by default those of a service for this machine alone. An empty variable counts as absent.
 *
 * @param env The environment.
 * @param folder What a relative `ATTUNE_DATA` is relative to.
 * @throws AppError `bad_request` at the first malformed one, with a sentence that says what to set.
 */
export function readSettings(env: Record<string, string | undefined>, folder: string): Settings {
  const read = (name: string): string | null => env[name]?.trim() || null
  const port = readPort(read('PORT'))
  const host = read('HOST') ?? '127.0.0.1'
  const dataFolder = read('ATTUNE_DATA') ?? '.attune'
  return {
    port,
    host,
    databaseUrl: readDatabaseUrl(read('DATABASE_URL')),
    dataFolder: isAbsolute(dataFolder) ? dataFolder : join(folder, dataFolder),
    publicUrl: readPublicUrl(read('ATTUNE_PUBLIC_URL')) ?? `http://${nameOf(host)}:${port}`,
    ...readAdmin(read('ATTUNE_ADMIN_EMAIL'), read('ATTUNE_ADMIN_PASSWORD')),
    logLevel: readLogLevel(read('LOG_LEVEL')),
    metricsToken: read('ATTUNE_METRICS_TOKEN'),
    trustedProxies: readProxies(read('ATTUNE_TRUSTED_PROXIES')),
    rates: {
      perAddress: readRate('ATTUNE_LIMIT_PER_ADDRESS', read, DEFAULT_RATES.perAddress),
      perProject: readRate('ATTUNE_LIMIT_PER_PROJECT', read, DEFAULT_RATES.perProject),
      total: readRate('ATTUNE_LIMIT_TOTAL', read, DEFAULT_RATES.total),
    },
    openId: readOpenId(read),
  }
}

function readPort(text: string | null): number {
  if (text === null) return 4000
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65_535) return port
  throw new AppError('bad_request', `PORT is "${text}". Set it to a number from 0 to 65535, e.g. PORT=4000.`)
}

function readDatabaseUrl(text: string | null): string | null {
  if (text === null || /^postgres(ql)?:\/\/.+/.test(text)) return text
  throw new AppError(
    'bad_request',
    'DATABASE_URL does not start with postgres://. Set it to e.g. postgres://user:password@host:5432/attune, or leave it out.',
  )
}

function readPublicUrl(text: string | null): string | null {
  if (text === null) return null
  const url = URL.canParse(text) ? new URL(text) : null
  if (url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.hash) return url.origin
  throw new AppError(
    'bad_request',
    `ATTUNE_PUBLIC_URL is "${text}". Set it to the address that people reach the service at, without a path, e.g. https://feedback.example.com.`,
  )
}

function readAdmin(email: string | null, password: string | null): Pick<Settings, 'adminEmail' | 'adminPassword'> {
  if (email !== null && !/^[^\s@]+@[^\s@]+$/.test(email)) {
    throw new AppError('bad_request', `ATTUNE_ADMIN_EMAIL is "${email}". Set it to an address such as you@example.com.`)
  }
  if (password !== null && email === null) {
    throw new AppError('bad_request', 'ATTUNE_ADMIN_PASSWORD is set without ATTUNE_ADMIN_EMAIL. Set both, or neither.')
  }
  if (password !== null && password.length < SHORTEST_PASSWORD) {
    throw new AppError(
      'bad_request',
      `ATTUNE_ADMIN_PASSWORD is too short. Set ${SHORTEST_PASSWORD} characters or more.`,
    )
  }
  return { adminEmail: email, adminPassword: password }
}

function readLogLevel(text: string | null): string {
  const level = text?.toLowerCase() ?? 'warn'
  if (LOG_LEVELS.includes(level)) return level
  throw new AppError('bad_request', `LOG_LEVEL is "${text}". Set it to one of ${LOG_LEVELS.join(', ')}.`)
}

function readProxies(text: string | null): string[] {
  const proxies = text?.split(/[\s,]+/).filter(Boolean) ?? []
  const odd = proxies.find((proxy) => !isNetwork(proxy))
  if (odd === undefined) return proxies
  throw new AppError(
    'bad_request',
    `ATTUNE_TRUSTED_PROXIES has "${odd}". Set it to addresses and networks with commas, e.g. 10.0.0.0/8,2001:db8::/32.`,
  )
}

function readRate(name: string, read: (name: string) => string | null, usual: number): number {
  const text = read(name)
  if (text === null) return usual
  if (/^\d{1,7}$/.test(text)) return Number(text)
  throw new AppError('bad_request', `${name} is "${text}". Set it to requests a second, e.g. ${usual}; 0 is no limit.`)
}

/** What a browser can open: it cannot go to "every address". */
function nameOf(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']
/** Long enough that guessing online is hopeless, short enough to be typed. */
const SHORTEST_PASSWORD = 12
