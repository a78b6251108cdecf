import { MAX_COMMENT, type WireEvent } from '@attune/protocol'
import { EventSchemas } from '@attune/protocol/schema'
import { Check } from 'typebox/value'
import { expect, test } from 'vitest'

import { allComments } from './comments.ts'
import { sampleHistory } from './history.ts'

const days = [...sampleHistory('2026-11-23')]
const events = days.flatMap((day) => day.events)
const count = (which: (event: WireEvent) => boolean) => events.filter(which).length
const at = (type: WireEvent['type'], step: string) =>
  count((event) => event.type === type && 'step' in event && event.step === `checkout/${step}`)

test('the same day gives the same history, another day another one', () => {
  expect([...sampleHistory('2026-11-23')]).toEqual(days)
  expect([...sampleHistory('2026-11-24')]).not.toEqual(days)
})

test('whatever the day, the same people say the same', () => {
  const saidIn = (history: typeof days) =>
    history.flatMap((day) => day.events.flatMap((e) => (e.type === 'answered' ? [[e.step, e.feel, e.comment]] : [])))
  expect(saidIn([...sampleHistory('2026-11-25')])).toEqual(saidIn(days))
})

test('it is ten weeks up to yesterday, about five thousand answers, and one in seven has words', () => {
  expect([days.length, days[0]?.day, days.at(-1)?.day]).toEqual([70, '2026-09-14', '2026-11-22'])
  expect(events.every((event) => event.at < '2026-11-23T01' && event.at >= '2026-09-14')).toBe(true)
  const answers = events.filter((event) => event.type === 'answered')
  expect(answers.length).toBeGreaterThan(4_500)
  expect(answers.length).toBeLessThan(5_500)
  const share = answers.filter((event) => event.comment).length / answers.length
  expect(share).toBeGreaterThan(0.12)
  expect(share).toBeLessThan(0.18)
})

test('every event is one that a page could have sent', () => {
  expect(events.filter((event) => !Check(EventSchemas[event.type], event))).toEqual([])
  expect(events.length).toBeGreaterThan(40_000)
})

test('the books balance at every step', () => {
  for (const step of ['cart', 'delivery', 'payment', 'confirmation']) {
    const asked = count((e) => e.type === 'considered' && e.step === `checkout/${step}` && e.result === 'asked')
    expect(at('shown', step)).toBe(asked)
    expect(at('answered', step) + at('dismissed', step)).toBe(at('shown', step))
    expect(at('shown', step)).toBeGreaterThan(0)
    expect(at('completed', step)).toBeLessThanOrEqual(at('entered', step))
  }
  expect(at('entered', 'delivery')).toBe(at('completed', 'cart'))
  expect(at('entered', 'confirmation')).toBe(at('completed', 'payment'))
  expect(count((e) => e.type === 'outcome' && e.outcome === 'reached')).toBe(at('entered', 'confirmation'))
  expect(count((e) => e.type === 'outcome')).toBe(at('entered', 'cart'))
})

test('a visit is named only where it has an answer', () => {
  const answered = new Set(events.filter((event) => event.type === 'answered').map((event) => event.visit))
  const ended = events.filter((event) => event.type === 'outcome' && event.visit !== undefined)
  expect(new Set(ended.map((event) => (event.type === 'outcome' ? event.visit : '')))).toEqual(answered)
})

test('it tells its story: paying got worse four weeks ago, delivery better all along', () => {
  const net = (step: string, from: string, to: string) => {
    const feels = events.flatMap((event) =>
      event.type === 'answered' && event.step === `checkout/${step}` && event.at >= from && event.at < to
        ? [event.feel]
        : [],
    )
    return (feels.filter((feel) => feel >= 4).length - feels.filter((feel) => feel <= 2).length) / feels.length
  }
  expect(net('payment', '2026-09-14', '2026-10-26') - net('payment', '2026-10-26', '2026-11-23')).toBeGreaterThan(0.3)
  expect(net('delivery', '2026-11-02', '2026-11-23') - net('delivery', '2026-09-14', '2026-10-05')).toBeGreaterThan(0.1)
  const releases = new Set(events.map((event) => event.context?.release))
  expect(releases).toEqual(new Set(['2026.09', '2026.10']))
})

test('there are enough different words, each within the limit, and in the language of its visit', () => {
  const all = allComments()
  expect(new Set(all).size).toBe(all.length)
  expect(all.length).toBeGreaterThanOrEqual(150)
  expect(all.every((text) => text.length > 0 && text.length <= MAX_COMMENT)).toBe(true)
  const german = events.find((event) => event.type === 'answered' && event.comment === 'Ging schnell')
  expect(german?.context?.locale).toBe('de')
})
