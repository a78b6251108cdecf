import { expect, test } from 'vitest'

import { createPressure } from './pressure.ts'
import { createShares } from './shares.ts'

test('of two projects the one that sends more than half is greedy, and stops being so a second after it stops', () => {
  const clock = { now: 0 }
  const shares = createShares(() => clock.now)
  const send = () => {
    for (let i = 0; i < 100; i++) shares.note('flood')
    for (let i = 0; i < 5; i++) shares.note('shop')
  }
  send()
  expect(shares.isGreedy('flood')).toBe(false)
  clock.now = 1_000
  expect([shares.isGreedy('flood'), shares.isGreedy('shop'), shares.isGreedy('new')]).toEqual([true, false, false])
  shares.note('shop')
  clock.now = 2_000
  expect(shares.isGreedy('flood')).toBe(false)
})

test('who takes more than all others together is dominant; who is alone, or one of many alike, is not', () => {
  const clock = { now: 0 }
  const shares = createShares(() => clock.now)
  const send = (counts: Record<string, number>) => {
    for (const [project, n] of Object.entries(counts)) for (let i = 0; i < n; i++) shares.note(project)
    clock.now += 1_000
    return ['flood', 'shop', 'other'].map((project) => shares.isDominant(project))
  }
  expect(send({ flood: 900, shop: 40, other: 40 })).toEqual([true, false, false])
  expect(send({ flood: 30, shop: 40, other: 40 })).toEqual([false, false, false])
  expect(send({ flood: 900 })).toEqual([false, false, false])
})

test('who takes little beside others is small, also who is new; who is alone is not', () => {
  const clock = { now: 0 }
  const shares = createShares(() => clock.now)
  for (let i = 0; i < 100; i++) shares.note('flood')
  shares.note('shop')
  clock.now = 1_000
  expect(['flood', 'shop', 'new'].map((project) => shares.isSmall(project))).toEqual([false, true, true])
  shares.note('flood')
  clock.now = 2_000
  expect(shares.isSmall('flood')).toBe(false)
})

test('a project that is alone is never greedy', () => {
  const clock = { now: 0 }
  const shares = createShares(() => clock.now)
  for (let i = 0; i < 1_000; i++) shares.note('shop')
  clock.now = 1_500
  expect(shares.isGreedy('shop')).toBe(false)
})

test('bytes that wait raise the pressure, and are let go once', () => {
  const pressure = createPressure({ highDelayMs: 1e6, lateDelayMs: 1e6, fullBytes: 100, busy: 1 })
  const first = pressure.hold(60)
  expect(pressure.level()).toBe('high')
  const second = pressure.hold(60)
  expect(pressure.level()).toBe('full')
  first()
  first()
  second()
  expect([pressure.level(), pressure.state().waitingBytes]).toEqual(['low', 0])
  pressure.close()
})

test('an event loop that runs late raises the pressure', async () => {
  const pressure = createPressure({ highDelayMs: 20, lateDelayMs: 1e6, fullBytes: 100, busy: 1 })
  const end = Date.now() + 8_000
  while (Date.now() < end && pressure.level() === 'low') {
    const until = Date.now() + 60
    while (Date.now() < until);
    await new Promise((resolve) => void setTimeout(resolve, 1))
  }
  expect(pressure.level()).toBe('high')
  pressure.close()
})

test('while the event loop is busier than it may be, more and more of a crowd is turned away, and none once it is free', async () => {
  const pressure = createPressure({ highDelayMs: 1e6, lateDelayMs: 1e6, fullBytes: 100, busy: 0.3 })
  const pause = (ms: number) => new Promise((resolve) => void setTimeout(resolve, ms))
  expect(pressure.crowding()).toBe(0)
  const end = Date.now() + 8_000
  while (Date.now() < end && pressure.crowding() < 0.5) {
    const until = Date.now() + 50
    while (Date.now() < until);
    await pause(1)
  }
  expect(pressure.crowding()).toBeGreaterThanOrEqual(0.5)
  const rested = Date.now() + 20_000
  while (Date.now() < rested && pressure.crowding() > 0) await pause(50)
  expect(pressure.crowding()).toBe(0)
  pressure.close()
})
