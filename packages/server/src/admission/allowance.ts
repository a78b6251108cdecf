/** How much a project may take that takes more than all others together, so that these find a part of the node free. */
export interface Allowance {
  /** Counts a request, unless it is more than its project is allowed now. @returns whether it may go on. */
  take: (project: string) => boolean
}

/**
 * A project that takes more than all others together is let through at a rate, found by how busy the node is: it goes up while there is
 * room and down while there is none, ten times a second, by so much of itself. Everybody else is let through, and so is a project that is
 * alone.
 *
 * A rate, and not a share of its requests: whoever sends the next request as soon as the last is answered sends ten times as many of them
 * where a few more are let in, so that a share swings between a flood and nothing. What is let in at a rate costs as much as the rate says.
 *
 * @param strain How busy the node was since it was last asked; 1 is as busy as such a project may make it.
 * @param now Milliseconds by a clock that never jumps.
 */
export function createAllowance(strain: () => number, now: () => number = () => performance.now()): Allowance {
  /** How many requests of each were let through of late; older ones weigh less and less. */
  const taken = new Map<string, number>()
  let dominant: string | null = null
  /** Of that project since the last turn. */
  let letThrough = 0
  let perSecond = Infinity
  let tokens = 0
  let turnedAt = now()
  let filledAt = turnedAt

  function turn(at: number): void {
    const ms = at - turnedAt
    if (ms < TURN_MS) return
    const rate = (letThrough / ms) * 1_000
    steer(strain(), rate, Math.min(ms, FORGET_MS))
    findDominant(Math.exp(-ms / FORGET_MS))
    turnedAt = at
    letThrough = 0
  }

  function steer(strained: number, rate: number, ms: number): void {
    if (dominant === null) perSecond = Infinity
    else if (perSecond < Infinity)
      perSecond = Math.max(LEAST, perSecond * Math.exp(GAIN * (1 - strained) * (ms / TURN_MS)))
    else if (strained > 1) perSecond = Math.max(LEAST, rate / strained)
    if (perSecond > MOST) perSecond = Infinity
  }

  function findDominant(kept: number): void {
    let all = 0
    let most = 0
    let first: string | null = null
    for (const [project, n] of taken) {
      const left = n * kept
      if (left < FORGOTTEN) taken.delete(project)
      else taken.set(project, left)
      all += left
      if (left <= most) continue
      most = left
      first = project
    }
    const next = taken.size > 1 && most > all / 2 ? first : null
    if (next !== dominant) perSecond = Infinity
    dominant = next
  }

  function hasTokens(at: number): boolean {
    tokens = Math.min(perSecond * BURST_SECONDS, tokens + ((at - filledAt) / 1_000) * perSecond)
    filledAt = at
    if (tokens < 1) return false
    tokens--
    return true
  }

  return {
    take(project) {
      const at = now()
      turn(at)
      if (project === dominant) {
        if (perSecond < Infinity && !hasTokens(at)) return false
        letThrough++
      }
      const n = taken.get(project)
      if (n !== undefined || taken.size < MAX_PROJECTS) taken.set(project, (n ?? 0) + 1)
      return true
    },
  }
}

const TURN_MS = 100
/** What was let through so long ago weighs a third. */
const FORGET_MS = 1_000
/** What a request of a minute ago weighs less than. */
const FORGOTTEN = 0.01
/** What is let in costs its time a turn later: with more than a quarter the rate would swing. */
const GAIN = 0.25
/** A second; beyond the most there is nothing to hold back. */
const LEAST = 20
const MOST = 50_000
/** Of its rate, at once: what a turn of the event loop under load brings together. */
const BURST_SECONDS = 0.05
const MAX_PROJECTS = 10_000
