import { expect, test } from 'vitest'

import { createRandom } from '../demo/random.ts'
import { createAllowance } from './allowance.ts'

/**
 * A node and who sends to it, ten milliseconds at a time: so many connections flood it, each sending again when it is answered, and each
 * told to wait where it is refused; another project sends forty requests a second.
 */
function simulate({ flooders, seconds }: { flooders: number; seconds: number }) {
  const clock = { now: 0 }
  const random = createRandom(7)
  let busyMs = 0
  let askedAt = 0
  /** Waiting for the processor: milliseconds of work. */
  let backlog = 0
  const allowance = createAllowance(
    () => {
      const share = busyMs / Math.max(1, clock.now - askedAt)
      askedAt = clock.now
      busyMs = 0
      return share / BUSY
    },
    () => clock.now,
  )
  const nextAt = Array.from({ length: flooders }, () => 1_000)
  const turns: { at: number; busy: number; waitMs: number }[] = []
  let refusedQuiet = 0
  for (; clock.now < seconds * 1_000; clock.now += 10) {
    if (clock.now % 25 < 10 && !allowance.take('quiet')) refusedQuiet++
    for (const [i, due] of nextAt.entries()) {
      if (due > clock.now) continue
      const isLet = allowance.take('flood')
      backlog += isLet ? COST_MS : REFUSAL_MS
      // Answered once its turn has come and its group is committed; refused, a moment later.
      nextAt[i] = clock.now + (isLet ? backlog + 20 : 500 + random() * 1_000)
    }
    const done = Math.min(10, backlog)
    backlog -= done
    busyMs += done
    turns.push({ at: clock.now, busy: done / 10, waitMs: backlog })
  }
  const between = (from: number, to: number) => turns.filter(({ at }) => at >= from * 1_000 && at < to * 1_000)
  return {
    refusedQuiet,
    /** By half seconds. */
    busyBetween: (from: number, to: number) =>
      Array.from({ length: (to - from) * 2 }, (_, i) => {
        const part = between(from + i / 2, from + (i + 1) / 2)
        return part.reduce((sum, { busy }) => sum + busy, 0) / part.length
      }),
    waitP99: (from: number, to: number) => {
      const waits = between(from, to)
        .map(({ waitMs }) => waitMs)
        .toSorted((a, b) => a - b)
      return waits[Math.floor(waits.length * 0.99)] ?? Infinity
    },
  }
}

const BUSY = 0.6
const COST_MS = 0.2
const REFUSAL_MS = 0.06

test.each([128, 512, 4_000])('a flood of %i connections is held to its part of the node, steadily', (flooders) => {
  const { refusedQuiet, busyBetween, waitP99 } = simulate({ flooders, seconds: 20 })
  const settled = busyBetween(6, 20)
  expect(Math.min(...settled)).toBeGreaterThan(BUSY - 0.05)
  expect(Math.max(...settled)).toBeLessThan(BUSY + 0.05)
  // Who comes beside it waits for what a turn brings, and not for a flood.
  expect(waitP99(6, 20)).toBeLessThan(12)
  expect(refusedQuiet).toBe(0)
})

test('it is held within half a second of its beginning', () => {
  const { busyBetween } = simulate({ flooders: 512, seconds: 4 })
  expect(Math.max(...busyBetween(1.5, 4))).toBeLessThan(0.8)
})

/** Sends for each so many a second. */
function send(rates: Record<string, number>, strained: number) {
  const clock = { now: 0 }
  const allowance = createAllowance(
    () => strained,
    () => clock.now,
  )
  const refused: Record<string, number> = {}
  for (; clock.now < 10_000; clock.now += 10)
    for (const [project, rate] of Object.entries(rates))
      for (let i = 0; i < rate / 100; i++) if (!allowance.take(project)) refused[project] = (refused[project] ?? 0) + 1
  return refused
}

test('who is alone, and who takes no more than all others together, may use all of the node', () => {
  expect(send({ alone: 2_000 }, 1.6)).toEqual({})
  expect(send({ a: 500, b: 500, c: 500 }, 1.6)).toEqual({})
})

test('nobody is held while there is room', () => {
  expect(send({ large: 2_000, small: 100 }, 0.9)).toEqual({})
})

test('of a large project beside a small one it is the large one that is held, and never to nothing', () => {
  const { large = 0, small = 0 } = send({ large: 2_000, small: 100 }, 1.6)
  expect(small).toBe(0)
  expect(large).toBeGreaterThan(10_000)
  expect(large).toBeLessThan(19_900)
})
