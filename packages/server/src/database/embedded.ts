import { setTimeout as sleep } from 'node:timers/promises'

import { AppError } from '../errors.ts'
import { type EmbeddedHome, findHome } from './embedded-home.ts'
import { createData, isRunning, readLogTail, spawnServer, stopServer } from './embedded-process.ts'
import { connect, type Session } from './embedded-session.ts'

/** How this process wants to use the embedded server. */
export interface EmbeddedOptions {
  /** The service itself: only one may serve from a folder. Commands work beside it and leave this out. */
  serve?: boolean
  /** Connections at most, of all processes together. Default 50. */
  maxConnections?: number
  /** Told of what the server cannot mend by itself at once; it goes on trying. */
  onError: (error: Error) => void
}

/** The embedded server, running, for as long as this process uses it. */
export interface Embedded {
  url: string
  /** Where the data is: in the data folder, or elsewhere where the server's user cannot enter that. */
  dataDirectory: string
  /** Ends this process's use. Whoever leaves last stops the server and waits until it is gone. */
  leave: () => Promise<void>
}

/**
 * Joins the PostgreSQL of a data folder: adopts the one that runs there, or creates and starts it.
 *
 * Who uses it is kept in PostgreSQL itself, as advisory locks of a connection that lives as long as the use. So a killed process
 * leaves nothing behind that must be cleared, and a server that outlives its service is found by the next start. Where two
 * processes start it at once, PostgreSQL's own interlock decides and the loser connects. A server that dies is started again.
 *
 * @throws AppError `conflict` where another service already serves from the folder, `unavailable` where it cannot be started.
 */
export async function joinEmbedded(folder: string, options: EmbeddedOptions): Promise<Embedded> {
  const home = await findHome(folder)
  await createData(home)
  let session = await enter(home, options)
  let isLeaving = false
  let mending = Promise.resolve()
  const watch = (): void => {
    session.onLost(() => {
      if (!isLeaving) mending = mend()
    })
  }
  const mend = async (): Promise<void> => {
    for (;;) {
      if (isLeaving) return
      try {
        session = await enter(home, options)
        return watch()
      } catch (error) {
        options.onError(error instanceof Error ? error : new Error(String(error)))
        await sleep(MEND_EVERY_MS)
      }
    }
  }
  watch()
  return {
    url: session.url,
    dataDirectory: home.data,
    leave: async () => {
      if (isLeaving) return
      isLeaving = true
      await mending
      if (await session.isLastToLeave()) await stopServer(home)
      await session.end()
    },
  }
}

/** Stops the server of a folder whoever uses it, and says where its data is. */
export async function endEmbedded(folder: string): Promise<EmbeddedHome> {
  const home = await findHome(folder)
  await stopServer(home)
  return home
}

/** Connects to the running server, or starts it, until there is a session that holds its locks. */
async function enter(home: EmbeddedHome, options: EmbeddedOptions): Promise<Session> {
  let giveUpAt: number | null = null
  let child: ReturnType<typeof spawnServer> | null = null
  for (const startedAt = Date.now(); ;) {
    const session = await connect(home, options.serve ?? false)
    if (typeof session === 'object') return session
    // A server that recovers after a crash, or is shutting down, says so or holds its lock file: it is only waited for.
    if (session === 'absent' && !(await isRunning(home))) {
      if (child?.hasEnded()) giveUpAt ??= Date.now() + GIVE_UP_AFTER_MS
      if (!child || child.hasEnded()) child = spawnServer(home, options.maxConnections ?? DEFAULT_CONNECTIONS)
    }
    if (Date.now() > (giveUpAt ?? startedAt + RECOVERY_MS)) {
      throw new AppError(
        'unavailable',
        `The embedded PostgreSQL in ${home.data} does not start. Its log, ${home.log}, ends with:\n${await readLogTail(home)}`,
      )
    }
    await sleep(POLL_MS)
  }
}

const DEFAULT_CONNECTIONS = 50
const POLL_MS = 30
const MEND_EVERY_MS = 1000
/** What a start that fails is repeated for: backends of a killed server take a moment to notice. */
const GIVE_UP_AFTER_MS = 8000
/** Crash recovery after a long spell of writing takes minutes at worst. */
const RECOVERY_MS = 300_000
