import { monitorEventLoopDelay, performance } from 'node:perf_hooks'

/** How much more this node can take. */
export interface Pressure {
  /**
   * `high`: who takes more than their share should wait. `late`: everybody but those who take little. `full`: everybody, because there
   * is no room.
   */
  level: () => 'low' | 'high' | 'late' | 'full'
  /**
   * How busy the event loop was since this was last asked; 1 is as busy as a project may make it that takes more than all others
   * together, so that these find a part of the node free.
   */
  strain: () => number
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
export function createPressure({ highDelayMs, lateDelayMs, fullBytes, busy }: PressureLimits = LIMITS): Pressure {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  histogram.enable()
  let delayMs = 0
  let waitingBytes = 0
  let last = performance.eventLoopUtilization()
  const timer = setInterval(() => {
    delayMs = histogram.count > 0 ? Math.max(0, histogram.mean / 1e6 - RESOLUTION_MS) : 0
    histogram.reset()
  }, EVERY_MS).unref()
  return {
    level() {
      if (waitingBytes >= fullBytes) return 'full'
      if (delayMs >= lateDelayMs) return 'late'
      return delayMs >= highDelayMs || waitingBytes >= fullBytes / 2 ? 'high' : 'low'
    },
    strain() {
      const current = performance.eventLoopUtilization()
      const { utilization } = performance.eventLoopUtilization(current, last)
      last = current
      return utilization / busy
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
  lateDelayMs: number
  /** Of bodies that are read or being committed. */
  fullBytes: number
  /** The share of its time that the event loop may be busy with a project that takes more than all others together. */
  busy: number
}

/** A node at its limit runs 10 to 30 ms late; one that runs 200 ms late keeps everybody waiting, the console too. */
const LIMITS: PressureLimits = { highDelayMs: 80, lateDelayMs: 200, fullBytes: 32 * 1_048_576, busy: 0.6 }
const RESOLUTION_MS = 10
const EVERY_MS = 1_000
