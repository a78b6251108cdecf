import { monitorEventLoopDelay } from 'node:perf_hooks'

/** How much more this node can take. */
export interface Pressure {
  /** `high`: who takes more than their share should wait. `full`: everybody should. */
  level: () => 'low' | 'high' | 'full'
  /** Counts the body of a request as waiting until it is answered. @returns a function that lets it go. */
  hold: (bytes: number) => () => void
  /** What is waiting now, and how late the event loop runs. */
  state: () => { waitingBytes: number; delayMs: number }
  close: () => void
}

/**
 * Measures pressure by how late timers fire and how many bytes wait for their answer.
 *
 * The delay is read once a second and not at each request, so that asking costs nothing.
 */
export function createPressure({ highDelayMs, fullDelayMs, fullBytes }: PressureLimits = LIMITS): Pressure {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  histogram.enable()
  let delayMs = 0
  let waitingBytes = 0
  const timer = setInterval(() => {
    delayMs = histogram.count > 0 ? Math.max(0, histogram.mean / 1e6 - RESOLUTION_MS) : 0
    histogram.reset()
  }, EVERY_MS).unref()
  return {
    level() {
      if (delayMs >= fullDelayMs || waitingBytes >= fullBytes) return 'full'
      return delayMs >= highDelayMs || waitingBytes >= fullBytes / 2 ? 'high' : 'low'
    },
    hold(bytes) {
      waitingBytes += bytes
      let isHeld = true
      return () => {
        if (isHeld) waitingBytes -= bytes
        isHeld = false
      }
    },
    state: () => ({ waitingBytes, delayMs }),
    close() {
      clearInterval(timer)
      histogram.disable()
    },
  }
}

export interface PressureLimits {
  /** Of the event loop, on average over a second: a single stall is no overload. */
  highDelayMs: number
  fullDelayMs: number
  /** Of bodies that are read or being committed. */
  fullBytes: number
}

/** A node at its limit runs 10 to 30 ms late; one that runs 200 ms late keeps everybody waiting, the console too. */
const LIMITS: PressureLimits = { highDelayMs: 80, fullDelayMs: 200, fullBytes: 32 * 1_048_576 }
const RESOLUTION_MS = 10
const EVERY_MS = 1_000
