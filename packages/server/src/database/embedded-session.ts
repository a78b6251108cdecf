import { realpath } from 'node:fs/promises'

import { Client } from 'pg'

import { AppError } from '../errors.ts'
import { EMBEDDED_USER, type EmbeddedHome } from './embedded-home.ts'
import { readLockFile } from './embedded-process.ts'

/** A connection that says, as long as it lives, that this process uses the server. */
export interface Session {
  url: string
  onLost: (listener: () => void) => void
  /** Gives up the use. True where nobody else has one: then nobody can begin one until the server has ended. */
  isLastToLeave: () => Promise<boolean>
  end: () => Promise<void>
}

/**
 * Connects to the server of a home and takes its locks.
 *
 * @returns `absent` where nothing listens, `busy` where the server is there and will take connections soon.
 * @throws AppError `conflict` where another service serves already, or the socket belongs to another server.
 */
export async function connect(home: EmbeddedHome, serve: boolean): Promise<Session | 'absent' | 'busy'> {
  const sockets = (await readLockFile(home))?.sockets ?? home.sockets
  const url = `postgres:///${DATABASE}?host=${encodeURIComponent(sockets)}&port=5432&user=${EMBEDDED_USER}&sslmode=disable`
  const client = new Client({ connectionString: url, application_name: `attune${serve ? ' serve' : ''}` })
  let isLost = false
  const listeners: (() => void)[] = []
  client.on('error', () => {})
  client.on('end', () => {
    isLost = true
    for (const listener of listeners) listener()
  })
  try {
    await client.connect()
    await checkIsOurs(client, home)
    await client.query('select pg_advisory_lock_shared($1, $2)', USED)
    if (serve) await takeService(client, home)
  } catch (error) {
    await client.end().catch(() => {})
    const state = stateAfter(error)
    if (state !== 'no database') return state
    await createDatabase(url)
    return 'busy'
  }
  return {
    url,
    onLost: (listener) => (isLost ? listener() : listeners.push(listener)),
    isLastToLeave: async () => {
      try {
        // First given up, then asked for alone: two that leave at once cannot both find the other still there.
        await client.query('select pg_advisory_unlock_all()')
        const { rows } = await client.query<{ last: boolean }>('select pg_try_advisory_lock($1, $2) as last', USED)
        return rows[0]?.last === true
      } catch {
        return false
      }
    },
    end: () => client.end().catch(() => {}),
  }
}

async function checkIsOurs(client: Client, home: EmbeddedHome): Promise<void> {
  const { rows } = await client.query<{ data_directory: string }>('show data_directory')
  const found = rows[0]?.data_directory ?? ''
  if ((await realpath(found).catch(() => found)) !== home.data) {
    throw new AppError(
      'conflict',
      `The socket in ${home.sockets} belongs to the PostgreSQL of ${found}, not of ${home.data}.`,
    )
  }
}

/** A killed service's connection ends within moments, so the lock is waited for a little before refusing. */
async function takeService(client: Client, home: EmbeddedHome): Promise<void> {
  try {
    await client.query(`set lock_timeout = '1500ms'`)
    await client.query('select pg_advisory_lock($1, $2)', SERVED)
  } catch (error) {
    if (codeOf(error) !== 'lock_not_available' && codeOf(error) !== '55P03') throw error
    throw new AppError(
      'conflict',
      `Another Attune already serves from ${home.folder}. Stop that one first, or give this one a folder of its own with ATTUNE_DATA.`,
      { cause: error },
    )
  } finally {
    await client.query('set lock_timeout = 0').catch(() => {})
  }
}

async function createDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url.replace(`/${DATABASE}?`, '/postgres?') })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query(`create database ${DATABASE}`)
  } catch (error) {
    // Another process that starts at the same time may have been quicker.
    if (!['42P04', '23505'].includes(codeOf(error)) && stateAfter(error) === 'no database') throw error
  } finally {
    await client.end().catch(() => {})
  }
}

function stateAfter(error: unknown): 'absent' | 'busy' | 'no database' {
  if (error instanceof AppError) throw error
  const code = codeOf(error)
  if (ABSENT.has(code)) return 'absent'
  if (code === '3D000') return 'no database'
  // 57P0x: starting up or shutting down. 53300: every connection is taken. No code: cut in the middle of a sentence.
  if (code === '' || code === '53300' || code === 'EPIPE' || code === 'ECONNRESET' || code.startsWith('57P'))
    return 'busy'
  if (code === 'EACCES') {
    throw new AppError(
      'unavailable',
      'The embedded PostgreSQL belongs to another user of this machine. Run Attune as that user, or set ATTUNE_DATA to a folder of your own.',
      { cause: error },
    )
  }
  throw error
}

function codeOf(error: unknown): string {
  return (error as { code?: string }).code ?? ''
}

const DATABASE = 'attune'
const ABSENT = new Set(['ENOENT', 'ECONNREFUSED'])
/** Advisory locks: the first number says Attune ("attu"), the second what is locked. */
const USED = [0x61747475, 1]
const SERVED = [0x61747475, 2]
