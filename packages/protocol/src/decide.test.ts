import { expect, test } from 'vitest'

import type { Person } from './budget.ts'
import type { PromptConfig } from './config.ts'
import { consideredAs, decide } from './decide.ts'

const PROMPT: PromptConfig = {
  id: 'payment-feel',
  version: 1,
  step: 'checkout/payment',
  on: 'completed',
  share: 1,
  scale: 'faces',
  why: true,
  wording: { default: { question: 'How did paying feel?' } },
}
const HERE = { type: 'completed', step: 'checkout/payment' } as const
const PERSON: Person = { id: 'p', asked: [], session: 2, sessions: 2 }

test('a prompt is asked at its own step and moment only', () => {
  expect(decide(PROMPT, HERE, PERSON, 0)).toBe('ok')
  expect(decide(PROMPT, { ...HERE, step: 'checkout/cart' }, PERSON, 0)).toBe('other_step')
  expect(decide(PROMPT, { ...HERE, type: 'entered' }, PERSON, 0)).toBe('other_moment')
})

test('the same person is in or out of a sample for good, and about the set share of people is in', () => {
  const quarter = { ...PROMPT, share: 0.25 }
  const people = Array.from({ length: 20_000 }, (_, i) => ({ ...PERSON, id: `visitor-${i}` }))
  const isIn = (person: Person) => decide(quarter, HERE, person, 0) === 'ok'
  const first = people.map(isIn)
  expect(people.map(isIn)).toEqual(first)
  const share = first.filter(Boolean).length / people.length
  expect(Math.abs(share - 0.25)).toBeLessThan(0.01)
})

test('two prompts sample independently: being in one says nothing of the other', () => {
  const half = { ...PROMPT, share: 0.5 }
  const people = Array.from({ length: 20_000 }, (_, i) => ({ ...PERSON, id: `visitor-${i}` }))
  const both = people.filter((p) => ['one', 'two'].every((id) => decide({ ...half, id }, HERE, p, 0) === 'ok')).length
  expect(Math.abs(both / people.length - 0.25)).toBeLessThan(0.015)
})

test('a raised share keeps everybody who was in', () => {
  const inAt = (share: number) =>
    Array.from({ length: 1_000 }, (_, i) => `v${i}`).filter(
      (id) => decide({ ...PROMPT, share }, HERE, { ...PERSON, id }, 0) === 'ok',
    )
  expect(inAt(0.6)).toEqual(expect.arrayContaining(inAt(0.2)))
})

test('a share of 1 asks everybody and of 0 nobody', () => {
  for (let i = 0; i < 1_000; i++) {
    const person = { ...PERSON, id: `v${i}` }
    expect(decide({ ...PROMPT, share: 1 }, HERE, person, 0)).toBe('ok')
    expect(decide({ ...PROMPT, share: 0 }, HERE, person, 0)).toBe('sampled_out')
  }
})

test('a prompt is asked once per person, however long ago', () => {
  const asked = [{ at: 0, prompt: PROMPT.id, step: PROMPT.step, session: 1, outcome: 'ignored' }] as const
  expect(decide(PROMPT, HERE, { ...PERSON, asked: [...asked] }, 1e13)).toBe('asked_before')
})

test('the funnel leaves out people whom a prompt was not meant for', () => {
  expect(consideredAs('other_step')).toBeNull()
  expect(consideredAs('other_moment')).toBeNull()
  expect(consideredAs('sampled_out')).toBe('sampled_out')
  expect(consideredAs('busy')).toBe('busy')
  expect(consideredAs('shown_recently')).toBe('over_budget')
  expect(consideredAs('ok')).toBe('asked')
})
