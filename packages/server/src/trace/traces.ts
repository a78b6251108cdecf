import type { TraceMoment, TraceWalk } from '@attune/protocol'

import { openListening } from '../database/listening.ts'

/** The walks that are watched just now, on every node of the service. Nothing of them is stored. */
export interface Traces {
  /** Watches, under a code that the watcher has made up. Opened again, it goes on with whom it followed. @returns ends it. */
  open: (project: string, code: string, watcher: Watcher) => () => void
  /**
   * Says whose walk a trace is to show from now on.
   *
   * @param visitor As their batches name them; null: these name nobody.
   * @returns false where nobody watches under this code.
   */
  follow: (project: string, code: string, visitor: string | null) => boolean
  /**
   * Tells those who watch a visitor what came in. Costs nothing where nobody is watched.
   *
   * @param visitor As the batch names them, unchecked.
   * @param moments Worked out only where somebody watches.
   */
  tell: (project: string, visitor: unknown, moments: () => TraceMoment[]) => void
  close: () => Promise<void>
}

export interface Watcher {
  moment: (moment: TraceMoment) => void
  walk: (walk: TraceWalk['state']) => void
}

export interface TracesOptions {
  /** Of the database that all nodes share. */
  url: string
  /** Told when the connection is lost; it is made again by itself. */
  onError: (error: Error) => void
}

/**
 * Traces that travel through PostgreSQL's NOTIFY, as changes do: who watches at one node sees what another took in.
 *
 * A node says every few seconds which traces are open at it; what was not said for a while is over everywhere. What is lost with a
 * connection is lost: a walk is watched and not counted by. See docs/decisions/0018.
 *
 * @throws what the first connection failed with.
 */
export async function createTraces({ url, onError }: TracesOptions): Promise<Traces> {
  let last: Promise<unknown> = Promise.resolve()
  const board = createBoard((said) => {
    // One after the other, so that a walk keeps its order.
    last = last.then(() => connection.notify(JSON.stringify(said)))
  })
  const connection = await openListening({
    url,
    name: 'attune traces',
    channel: 'attune_traces',
    onReady: () => {},
    onError,
    onNotification: (payload) => board.hear(JSON.parse(payload) as Said),
  })
  return {
    ...board.traces,
    async close() {
      await board.traces.close()
      await connection.close()
    },
  }
}

/** Traces of this process alone. */
export function createLocalTraces(): Traces {
  const board = createBoard((said) => board.hear(said))
  return board.traces
}

/** What nodes tell each other, and themselves. Without moments: that a trace is open, and whom it follows. */
interface Said {
  project: string
  code: string
  /** Undefined: not said yet; null: their batches name nobody. */
  visitor?: string | null
  moments?: TraceMoment[]
}

/** A trace that is open at some node. */
interface Known extends Said {
  /** When it is over, unless it is said to be open again. By a clock that never jumps. */
  until: number
}

function createBoard(send: (said: Said) => void): { hear: (said: Said) => void; traces: Traces } {
  const known = new Map<string, Known>()
  const watchers = new Map<string, Set<Watcher>>()
  const timer = setInterval(renew, RENEW_EVERY_MS).unref()

  function renew(): void {
    for (const [name, { until }] of known) if (until < performance.now()) known.delete(name)
    for (const name of watchers.keys()) announce(name)
  }

  function announce(name: string): void {
    const [project = '', code = ''] = name.split(' ')
    const visitor = known.get(name)?.visitor
    send({ project, code, ...(visitor !== undefined && { visitor }) })
  }

  function hear({ moments, ...said }: Said): void {
    const name = nameOf(said)
    const own = watchers.get(name) ?? []
    if (moments) {
      for (const { moment } of own) moments.forEach(moment)
      return
    }
    const before = known.get(name)
    const next = { ...before, ...said, until: performance.now() + OVER_AFTER_MS }
    known.set(name, next)
    if (before?.visitor !== next.visitor) for (const { walk } of own) walk(stateOf(next))
  }

  return {
    hear,
    traces: {
      open(project, code, watcher) {
        const name = nameOf({ project, code })
        const others = watchers.get(name) ?? new Set()
        watchers.set(name, others.add(watcher))
        watcher.walk(stateOf(known.get(name)))
        announce(name)
        return () => {
          others.delete(watcher)
          if (others.size === 0 && watchers.get(name) === others) watchers.delete(name)
        }
      },
      follow(project, code, visitor) {
        const isOpen = known.has(nameOf({ project, code }))
        if (isOpen) send({ project, code, visitor })
        return isOpen
      },
      tell(project, visitor, moments) {
        if (known.size === 0) return
        const now = performance.now()
        for (const one of known.values())
          if (one.project === project && typeof one.visitor === 'string' && one.visitor === visitor && one.until > now)
            for (const part of partsOf(moments())) send({ project, code: one.code, moments: part })
      },
      async close() {
        clearInterval(timer)
      },
    },
  }
}

const nameOf = ({ project, code }: Pick<Said, 'project' | 'code'>): string => `${project} ${code}`

function stateOf(trace: Said | undefined): TraceWalk['state'] {
  if (trace?.visitor === undefined) return 'waiting'
  return trace.visitor === null ? 'nameless' : 'followed'
}

/** In order, each part short enough for one notification. */
function partsOf(moments: TraceMoment[]): TraceMoment[][] {
  const parts: TraceMoment[][] = []
  let room = 0
  for (const moment of moments) {
    const bytes = Buffer.byteLength(JSON.stringify(moment)) + 1
    if (bytes > room) {
      parts.push([])
      room = PART_BYTES
    }
    parts.at(-1)?.push(moment)
    room -= bytes
  }
  return parts
}

const RENEW_EVERY_MS = 10_000
/** A browser that has lost its line is back by then. */
const OVER_AFTER_MS = 35_000
/** PostgreSQL takes notifications shorter than 8,000 bytes; the project and the code come beside. */
const PART_BYTES = 7_500
