import { ApiError, type Tagged } from '../request.ts'

/** How far what is typed has got. `gaps`: something has to be said before it can be kept. */
export type Stand = 'saved' | 'waiting' | 'saving' | 'gaps' | 'conflict' | 'failed'

export interface SaverOptions<T, S> {
  /** The `ETag` that is seen first. */
  seen: string
  save: (what: T, seen: string) => Promise<Tagged<S>>
  /** Whether it can be kept yet. */
  isWhole: (what: T) => boolean
  onStand: (stand: Stand, error: ApiError | null) => void
  /** What is stored has changed. */
  onSaved: (state: S) => void
}

/** Keeps what somebody types, a moment after they pause. */
export interface Saver<T> {
  /** What is to be kept from now on. */
  change: (what: T) => void
  /** Keeps it now. @returns whether everything is kept. */
  flush: () => Promise<boolean>
  /** Goes on from another `ETag`, with nothing to be kept: after a publication, or theirs was taken. */
  settle: (seen: string) => void
  /** Goes on from another `ETag`, and what is typed goes over it: mine is kept. */
  overwrite: (seen: string) => Promise<boolean>
  seen: () => string
  stop: () => void
}

/** One request is on its way at a time, each over what the one before has stored; what is typed meanwhile goes with the next. */
export function createSaver<T, S>({ seen: first, save, isWhole, onStand, onSaved }: SaverOptions<T, S>): Saver<T> {
  let seen = first
  let waiting: T | null = null
  let isBlocked = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<boolean> | null = null

  return {
    change(what) {
      waiting = what
      if (isBlocked) return
      clearTimeout(timer)
      if (!isWhole(what)) return onStand('gaps', null)
      onStand('waiting', null)
      timer = setTimeout(() => void flush(), PAUSE_MS)
    },
    flush,
    settle(next) {
      clearTimeout(timer)
      seen = next
      waiting = null
      isBlocked = false
      onStand('saved', null)
    },
    overwrite(next) {
      seen = next
      isBlocked = false
      return flush()
    },
    seen: () => seen,
    stop: () => void flush(),
  }

  function flush(): Promise<boolean> {
    clearTimeout(timer)
    running ??= keepAll().finally(() => (running = null))
    return running
  }

  async function keepAll(): Promise<boolean> {
    while (waiting !== null) {
      if (isBlocked || !isWhole(waiting)) return false
      const what = waiting
      onStand('saving', null)
      try {
        const { body, etag } = await save(what, seen)
        seen = etag
        if (waiting === what) waiting = null
        onSaved(body)
      } catch (error) {
        const known = error instanceof ApiError ? error : null
        isBlocked = known?.code === 'changed_meanwhile'
        onStand(isBlocked ? 'conflict' : 'failed', known)
        return false
      }
    }
    onStand('saved', null)
    return true
  }
}

/** Long enough that no word is sent half, short enough that nobody wonders. */
const PAUSE_MS = 800
