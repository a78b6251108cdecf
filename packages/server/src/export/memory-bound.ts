import { memoryUsage } from 'node:process'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/**
 * Keeps what an export throws away within bounds.
 *
 * What outlives a page or two is taken back only when the heap is collected as a whole. V8 sees no reason for that before there are
 * 64 MB of bytes outside of it, or the heap has grown by as much again: an export makes a hundred megabytes a second.
 *
 * @returns to be called now and then, e.g. after each page.
 */
export function createMemoryBound(): () => void {
  let least = usedBytes()
  return () => {
    const used = usedBytes()
    least = Math.min(least, used)
    if (used - least < MOST) return
    collect()
    least = usedBytes()
  }
}

function usedBytes(): number {
  const { heapUsed, arrayBuffers } = memoryUsage()
  return heapUsed + arrayBuffers
}

/** Takes some tens of milliseconds. There is no other way to ask for it than by a flag, which changes nothing else. */
function collect(): void {
  if (!known) {
    setFlagsFromString('--expose-gc')
    known = runInNewContext('gc') as () => void
  }
  known()
}

let known: (() => void) | null = null
const MOST = 24 * 1_048_576
