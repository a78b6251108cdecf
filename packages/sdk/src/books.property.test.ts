import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import type { Outbox } from './outbox.ts'
import { createFakeService, type Reply } from './testing/fake-service.ts'
import { breakStorage, createFakeStorage, mendStorage } from './testing/fake-storage.ts'
import { ANSWERED, ENTERED, openMailTab } from './testing/mail-tab.ts'

const SLOTS = 3
const REPLIES: (Reply | number)[] = [
  'stores',
  'rejects one',
  'stores unheard',
  'no receipt',
  'away',
  413,
  400,
  422,
  503,
]
/** What may happen, and how often, to one of three tabs (`at`), with a number of its own. */
const ACTIONS = {
  add: 10,
  hold: 5,
  release: 3,
  flush: 6,
  leave: 1,
  reply: 6,
  wait: 4,
  waitDays: 1,
  corrupt: 1,
  refuse: 1,
  mend: 3,
  crash: 1,
} as const
type Action = keyof typeof ACTIONS
const step = fc.record({
  action: fc.oneof(
    ...Object.entries(ACTIONS).map(([action, weight]) => ({ weight, arbitrary: fc.constant(action as Action) })),
  ),
  at: fc.nat(SLOTS - 1),
  n: fc.nat(99),
})

describe('books, whatever happens', () => {
  beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 10, 23) }))
  afterEach(() => void vi.useRealTimers())

  /** Three tabs of one browser, and what a reader counts who only sees what goes in. */
  const open = () => {
    const area = createFakeStorage()
    const service = createFakeService(['stores'])
    const openAt = (i: number) => {
      const life = { isOver: false }
      // A tab that has crashed reads and writes nothing more, and nobody hears from it.
      const own = new Proxy(area, {
        get: (target, key) => (life.isOver ? undefined : Reflect.get(target, key)),
        ownKeys: (target) => (life.isOver ? [] : Reflect.ownKeys(target)),
      })
      const request: typeof fetch = async (...call) => (life.isOver ? new Promise(() => {}) : service.request(...call))
      return { ...openMailTab({ area: own, service: { ...service, request }, tab: `t${i}` }), life }
    }
    const tabs = Array.from({ length: SLOTS }, (_, i) => openAt(i))
    let submitted = 0
    let lost = 0
    let ids = 0

    /** What only this tab knows, because storage has it not, or not yet. */
    const onlyIn = (tab: { outbox: Outbox }) => tab.outbox.books().submitted - stored().submitted
    /** As another tab sees it that has just been opened. */
    const stored = () => openMailTab({ area, tab: 'reader', service: createFakeService(['hangs']) }).outbox.books()

    const act = async ({ action, at, n }: { action: Action; at: number; n: number }) => {
      const { outbox, sender, store } = tabs[at]!
      if (action === 'add') {
        const count = (n % 7) + (n > 95 ? 60 : 0)
        for (let i = 0; i < count; i++) outbox.add(ENTERED)
        submitted += count
      } else if (action === 'hold') {
        const id = `${at}-${n % 2 ? ids++ : ids}`
        if (!store.keys('w:').some((key) => key.endsWith(`:${id}`))) submitted++
        outbox.hold(id, { ...ANSWERED, id, comment: 'x'.repeat(n * 20) })
      } else if (action === 'release') outbox.release()
      else if (action === 'flush') sender.flush()
      else if (action === 'leave') sender.leave()
      else if (action === 'reply') {
        const reply = REPLIES[n % REPLIES.length]!
        service.replies[0] = typeof reply === 'number' ? new Response('', { status: reply }) : reply
      } else if (action === 'wait') await vi.advanceTimersByTimeAsync(n * 3_000)
      else if (action === 'waitDays') await vi.advanceTimersByTimeAsync(n > 60 ? 14 * 86_400_000 : 3_600_000)
      else if (action === 'corrupt') {
        const keys = Object.keys(area).filter((key) => /^a:[ow]:/.test(key))
        if (keys.length) Reflect.set(area, keys[n % keys.length]!, ['{"half', 'null', '7', ''][n % 4])
      } else if (action === 'refuse') breakStorage(area, ['setItem'])
      else if (action === 'mend') mendStorage(area)
      else {
        lost += onlyIn(tabs[at]!)
        tabs[at]!.life.isOver = true
        tabs[at] = openAt(at)
      }
      await vi.advanceTimersByTimeAsync(0)
    }
    const check = () => {
      for (const { outbox } of tabs) {
        const books = outbox.books()
        expect(books.submitted).toBe(Object.values(books.dropped).reduce((a, b) => a + b, books.stored + books.pending))
        for (const count of [books.stored, books.pending, ...Object.values(books.dropped)])
          expect(count).toBeGreaterThanOrEqual(0)
      }
      const known = tabs.reduce((sum, tab) => sum + onlyIn(tab), stored().submitted)
      expect(known + lost).toBe(submitted)
    }
    return { tabs, service, area, act, check }
  }

  it('what was submitted is stored, pending, or dropped, at every moment', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 80, size: 'max' }), async (steps) => {
        vi.clearAllTimers()
        const { act, check } = open()
        for (const one of steps) {
          await act(one)
          check()
        }
      }),
      { numRuns: RUNS },
    )
  }, 120_000)

  it('the service is told of each drop once, whatever becomes of the batch that tells it', async () => {
    // What a service has stored unheard, and what storage has spoilt, nobody can know.
    const isKnowable = ({ action, n }: { action: Action; n: number }) =>
      !['corrupt', 'refuse', 'crash'].includes(action) &&
      !(action === 'reply' && REPLIES[n % REPLIES.length] === 'stores unheard')
    await fc.assert(
      fc.asyncProperty(
        fc.array(step.filter(isKnowable), { minLength: 20, maxLength: 80, size: 'max' }),
        async (steps) => {
          vi.clearAllTimers()
          const { tabs, service, act } = open()
          for (const one of steps) await act(one)
          service.replies[0] = 'stores'
          for (const again of [1, 2, 3])
            for (const at of tabs.keys()) {
              await act({ action: 'wait', at, n: 99 * again })
              tabs[at]!.outbox.release()
              await act({ action: 'add', at, n: 1 })
              await act({ action: 'flush', at, n: 0 })
              await act({ action: 'wait', at, n: 99 })
            }
          const { pending, dropped, stored } = tabs[0]!.outbox.books()
          const { unknown_step: _, ...told } = dropped
          expect([pending, service.told, service.stored()]).toEqual([0, told, stored])
        },
      ),
      { numRuns: RUNS },
    )
  }, 120_000)
})

const RUNS = 60
