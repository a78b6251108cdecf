import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import type { Person } from './budget.ts'
import type { PromptConfig } from './config.ts'
import { consideredAs, decide, type Moment, type Reason } from './decide.ts'

const NOW = Date.UTC(2026, 10, 23, 12)
const DAY_MS = 86_400_000

interface Scene {
  prompt: PromptConfig
  moment: Moment
  person: Person
}

/** Somebody whom everything speaks for asking. */
const sound = (): Scene => ({
  prompt: {
    id: 'payment-feel',
    version: 1,
    step: 'checkout/payment',
    on: 'scrolled',
    depth: 0.5,
    share: 1,
    scale: 'faces',
    why: false,
    wording: { default: { question: 'How did paying feel?' } },
    who: {
      devices: ['mobile'],
      locales: ['de'],
      releases: ['1'],
      pages: ['/pay'],
      returning: true,
      traits: { plan: ['pro'] },
    },
    schedule: { from: '2026-11-23T00:00:00Z', until: '2026-11-24T00:00:00+01:00' },
    after: { moments: [{ type: 'failed' }, { type: 'entered', step: 'checkout/cart' }], withinMs: 60_000 },
  },
  moment: {
    type: 'scrolled',
    step: 'checkout/payment',
    depth: 0.8,
    before: [
      { type: 'failed', step: 'checkout/payment', at: NOW - 50_000 },
      { type: 'entered', step: 'checkout/cart', at: NOW - 40_000 },
    ],
  },
  person: {
    id: 'p',
    session: 9,
    sessions: 9,
    asked: [],
    context: { device: 'mobile', locale: 'de-AT', release: '1', page: '/pay', traits: { plan: 'pro' } },
  },
})

const shownAt = (days: number, step: string, outcome: 'answered' | 'dismissed' | 'ignored', prompt = 'other') => ({
  at: NOW - days * DAY_MS,
  prompt,
  step,
  session: 1,
  outcome,
})

/** For every reason, in order, what alone makes it so. What stands later in the list never shows before it. */
const SPOILERS: [Reason, (scene: Scene) => void][] = [
  ['other_step', ({ moment }) => void (moment.step = 'checkout/cart')],
  ['other_moment', ({ moment }) => void (moment.depth = 0.4)],
  ['not_now', ({ prompt }) => void (prompt.schedule = { until: '2026-11-23T12:00:00Z' })],
  ['full', ({ prompt }) => void (prompt.isFull = true)],
  ['device', ({ prompt }) => void (prompt.who!.devices = ['desktop', 'tablet'])],
  ['locale', ({ prompt }) => void (prompt.who!.locales = ['d', 'de-DE'])],
  ['release', ({ prompt }) => void (prompt.who!.releases = ['2'])],
  ['page', ({ prompt }) => void (prompt.who!.pages = ['/pay/*'])],
  ['visitor', ({ prompt }) => void (prompt.who!.returning = false)],
  ['traits', ({ prompt }) => void (prompt.who!.traits = { plan: ['pro'], beta: ['on'] })],
  ['before', ({ moment }) => void (moment.before = moment.before!.toReversed())],
  ['sampled_out', ({ prompt }) => void (prompt.share = 0)],
  ['asked_before', ({ person }) => void person.asked.push(shownAt(400, 'a/b', 'answered', 'payment-feel'))],
  ['opted_out', ({ person }) => void (person.optedOut = true)],
  ['busy', ({ person }) => void (person.busy = true)],
  ['session', ({ person }) => void (person.session = 1)],
]

test('the first reason that holds is the one that is given, whatever else holds', () => {
  expect(decideIn(sound())).toBe('ok')
  fc.assert(
    fc.property(fc.subarray(SPOILERS, { minLength: 1 }), (chosen) => {
      const scene = sound()
      // Of another prompt, so that "session" has something to count.
      if (chosen.some(([reason]) => reason === 'session')) scene.person.asked.push(shownAt(400, 'a/b', 'answered'))
      for (const [, spoil] of chosen) spoil(scene)
      expect(decideIn(scene)).toBe(chosen[0]![0])
    }),
  )
})

test('whom a prompt was not meant for is in no funnel, and everybody else is', () => {
  const meant = SPOILERS.findIndex(([reason]) => reason === 'sampled_out')
  for (const [i, [reason]] of SPOILERS.entries()) expect(consideredAs(reason) === null, reason).toBe(i < meant)
})

const context = fc.record(
  {
    device: fc.constantFrom('desktop' as const, 'mobile' as const),
    locale: fc.constantFrom('de', 'de-AT', 'en'),
    release: fc.constantFrom('1', '2'),
    page: fc.constantFrom('/pay', '/cart'),
    traits: fc.dictionary(fc.constantFrom('plan', 'beta'), fc.constantFrom('pro', 'on'), { noNullPrototype: true }),
  },
  { requiredKeys: [] },
)
const someOf = <T>(...all: T[]) => fc.subarray(all)
const type = fc.constantFrom('entered' as const, 'failed' as const, 'scrolled' as const)
const step = fc.constantFrom('checkout/payment', 'checkout/cart')
const ago = fc.integer({ min: 0, max: 120_000 })

const scenes: fc.Arbitrary<Scene> = fc.record({
  prompt: fc.record({
    id: fc.constantFrom('one', 'two'),
    version: fc.constant(1),
    step: fc.constant('checkout/payment'),
    on: type,
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    scale: fc.constant('faces' as const),
    why: fc.boolean(),
    wording: fc.constant({ default: { question: 'How?' } }),
  }),
  moment: fc.record({
    type,
    step,
    depth: fc.double({ min: 0, max: 1, noNaN: true }),
    ms: fc.integer({ min: 0, max: 60_000 }),
    before: fc
      .array(fc.record({ type, step, at: ago.map((ms) => NOW - ms) }), { maxLength: 6 })
      .map((all) => all.toSorted((a, b) => a.at - b.at)),
  }),
  person: fc.record({
    id: fc.uuid(),
    session: fc.constant(3),
    sessions: fc.integer({ min: 1, max: 3 }),
    asked: fc.array(
      fc.record({
        at: fc.integer({ min: 0, max: 400 }).map((days) => NOW - days * DAY_MS),
        prompt: fc.constantFrom('one', 'two'),
        step,
        session: fc.integer({ min: 1, max: 3 }),
        outcome: fc.constantFrom('answered' as const, 'dismissed' as const, 'ignored' as const),
      }),
      { maxLength: 2 },
    ),
    context,
  }),
})

/** Conditions that an owner adds to a prompt; each asks fewer people or the same. */
const conditions: fc.Arbitrary<Partial<PromptConfig>> = fc.oneof(
  fc.constant({ isFull: true }),
  fc.record({ share: fc.constant(0) }),
  fc.record({ depth: fc.double({ min: 0.01, max: 1, noNaN: true }) }),
  fc.record({ afterMs: fc.integer({ min: 0, max: 60_000 }) }),
  fc.record({
    schedule: fc.record(
      {
        from: ago.map((ms) => new Date(NOW + 60_000 - ms).toISOString()),
        until: ago.map((ms) => new Date(NOW + 60_000 - ms).toISOString()),
      },
      { requiredKeys: [] },
    ),
  }),
  fc.record({
    after: fc.record({
      moments: fc.array(fc.record({ type, step }, { requiredKeys: ['type'] }), { minLength: 1, maxLength: 3 }),
      withinMs: fc.integer({ min: 1, max: 120_000 }),
    }),
  }),
  fc.record({
    who: fc.record(
      {
        devices: someOf('desktop' as const, 'mobile' as const),
        locales: someOf('de', 'de-AT', 'en'),
        releases: someOf('1', '2'),
        pages: someOf('/pay', '/*'),
        returning: fc.boolean(),
        traits: fc.dictionary(fc.constantFrom('plan', 'beta'), someOf('pro', 'on'), { noNullPrototype: true }),
      },
      { requiredKeys: [] },
    ),
  }),
)

test('a condition more never turns a no into a yes, nor a share less', () => {
  fc.assert(
    fc.property(scenes, conditions, fc.double({ min: 0, max: 1, noNaN: true }), (scene, condition, part) => {
      const tighter = { ...scene, prompt: { ...scene.prompt, ...condition } }
      expect(isYes(tighter) && !isYes(scene)).toBe(false)
      const rarer = { ...scene, prompt: { ...scene.prompt, share: scene.prompt.share * part } }
      expect(isYes(rarer) && !isYes(scene)).toBe(false)
    }),
    { numRuns: 5_000 },
  )
})

test('fewer times per person never turn a no into a yes, and no limit is the most', () => {
  fc.assert(
    fc.property(scenes, fc.integer({ min: 1, max: 3 }), fc.integer({ min: 0, max: 3 }), (scene, few, more) => {
      const isYesAt = (perPerson: number) => isYes({ ...scene, prompt: { ...scene.prompt, perPerson } })
      expect(isYesAt(few) && !(isYesAt(few + more) && isYesAt(0))).toBe(false)
    }),
  )
})

test('what has happened later than the rest never makes a sequence longer ago than it is', () => {
  fc.assert(
    fc.property(scenes, ago, (scene, withinMs) => {
      const wanted = [{ type: 'failed' as const }, { type: 'entered' as const }]
      const { before = [] } = scene.moment
      const prompt = { ...scene.prompt, share: 1, on: scene.moment.type, after: { moments: wanted, withinMs } }
      const isThere = before.some(
        (first, i) =>
          first.type === 'failed' &&
          first.step === prompt.step &&
          NOW - first.at <= withinMs &&
          before.slice(i + 1).some((next) => next.type === 'entered' && next.step === prompt.step),
      )
      const moment = { ...scene.moment, step: prompt.step }
      expect(decideIn({ ...scene, prompt, moment }) === 'before').toBe(!isThere)
    }),
    { numRuns: 2_000 },
  )
})

function decideIn({ prompt, moment, person }: Scene): 'ok' | Reason {
  return decide(prompt, moment, person, NOW)
}

function isYes(scene: Scene): boolean {
  return decideIn(scene) === 'ok'
}
