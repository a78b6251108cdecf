import { Compile } from 'typebox/compile'
import { expect, test } from 'vitest'

import { BatchSchema, ConfigurationSchema, EventSchemas } from './schema.ts'

const AT = '2026-11-23T10:00:00.000Z'
const UUID = '5f7c1a52-3a39-4d1a-9f53-0f6f2f8a9c11'

test('the documented batch is accepted, event by event', () => {
  const ofPrompt = { prompt: 'payment-feel', version: 3, variant: 'a', step: 'checkout/payment', at: AT }
  const events = [
    { type: 'entered', step: 'checkout/payment', at: AT },
    { type: 'completed', step: 'checkout/payment', at: AT, took_ms: 41_000 },
    { type: 'failed', step: 'checkout/payment', at: AT, reason: 'card_declined' },
    { type: 'signal', step: 'checkout/payment', at: AT, signal: 'rage_click' },
    { type: 'considered', prompt: 'payment-feel', version: 3, step: 'checkout/payment', at: AT, result: 'sampled_out' },
    { type: 'shown', ...ofPrompt, share: 0.25 },
    { type: 'dismissed', ...ofPrompt, how: 'closed' },
    {
      type: 'answered',
      id: UUID,
      ...ofPrompt,
      visit: UUID,
      feel: 2,
      comment: 'slow',
      answers: { why: ['slow'] },
      took_ms: 5_300,
    },
    { type: 'outcome', journey: 'checkout', outcome: 'reached', at: AT, visit: UUID },
  ]
  const batch = {
    batch: UUID,
    sent_at: AT,
    visitor: null,
    sdk: '1.0.0',
    context: { device: 'mobile', locale: 'de', release: '2026.11', page: '/checkout/payment', traits: { plan: 'pro' } },
    events,
  }
  expect(Compile(BatchSchema).Check(batch)).toBe(true)
  for (const event of events)
    expect(Compile(EventSchemas[event.type as keyof typeof EventSchemas]).Check(event), event.type).toBe(true)
})

test.each([
  ['a feel that is no whole number', { feel: 2.5 }],
  ['a comment that is no text', { comment: { __html: '<b>' } }],
  ['an id that is no UUID', { id: 'x' }],
  ['a step without a journey name', { step: '/payment' }],
  ['a step written as a path', { step: 'checkout/payment/card' }],
])('%s is refused', (_, fault) => {
  const answer = {
    type: 'answered',
    id: UUID,
    visit: UUID,
    prompt: 'p',
    version: 1,
    step: 'checkout/payment',
    at: AT,
    feel: 1,
  }
  const check = Compile(EventSchemas.answered)
  expect(check.Check(answer)).toBe(true)
  expect(check.Check({ ...answer, ...fault })).toBe(false)
})

test('a configuration names what it does not know', () => {
  const configuration = { project: { name: 'Shop' }, journeys: [], prompts: [] }
  const check = Compile(ConfigurationSchema)
  expect(check.Check(configuration)).toBe(true)
  expect(check.Check({ ...configuration, promts: [] })).toBe(false)
})
