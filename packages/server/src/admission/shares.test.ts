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

test('strain is how busy the event loop was since it was last asked, of what it may be', async () => {
  const pressure = createPressure({ highDelayMs: 1e6, lateDelayMs: 1e6, fullBytes: 100, busy: 0.5 })
  const pause = (ms: number) => new Promise((resolve) => void setTimeout(resolve, ms))
  await pause(10)
  pressure.strain()
  const until = Date.now() + 200
  while (Date.now() < until);
  await pause(1)
  expect(pressure.strain()).toBeGreaterThan(1.5)
  await pause(300)
  expect(pressure.strain()).toBeLessThan(1)
  pressure.close()
})
