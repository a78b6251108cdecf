import { Compile } from 'typebox/compile'
import { expect, test } from 'vitest'

import { ConfigurationSchema } from './schema.ts'

const check = Compile(ConfigurationSchema)
const PROMPT = { id: 'feel', step: 'checkout/payment', wording: { default: { question: 'How?' } } }

/** Whether a configuration whose only prompt says this is taken. */
const isTaken = (more: object) =>
  check.Check({ project: { name: 'Shop' }, journeys: [], prompts: [{ ...PROMPT, ...more }] })
const times = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i))

test('every moment that the types name can be written', () => {
  const moments = ['entered', 'completed', 'failed', 'left', 'exit_intent', 'scrolled', 'stayed', 'opened']
  const signals = ['rage_click', 'dead_click', 'error', 'back_and_forth', 'slow', 'invalid']
  for (const on of [...moments, ...signals]) expect(isTaken({ on }), on).toBe(true)
  expect(isTaken({ on: 'hovered' })).toBe(false)
})

test('no more is asked than a moment bears, and nothing grows without bound', () => {
  const followUp = (i: number) => ({ id: `f${i}`, kind: 'text' })
  const one = (options: number) => ({ id: 'f', kind: 'one', options: times(options, (i) => `o${i}`) })
  const variant = (i: number) => ({ id: `v${i}`, weight: 1 })
  expect([2, 3].map((n) => isTaken({ followUps: times(n, followUp) }))).toEqual([true, false])
  expect([1, 2, 12, 13].map((n) => isTaken({ followUps: [one(n)] }))).toEqual([false, true, true, false])
  expect([8, 9].map((n) => isTaken({ variants: times(n, variant) }))).toEqual([true, false])
  expect([300, 301].map((n) => isTaken({ into: '#'.padEnd(n, 'x') }))).toEqual([true, false])
})

test('a weight is a whole number, so that the shares add up exactly', () => {
  const weights = [0, 1_000, 0.5, -1, 1_001]
  expect(weights.map((weight) => isTaken({ variants: [{ id: 'a', weight }] }))).toEqual([
    true,
    true,
    false,
    false,
    false,
  ])
})

test('what is unknown of a person is no value that could be asked for', () => {
  expect(isTaken({ who: { releases: ['1'], traits: { plan: ['pro'] } } })).toBe(true)
  expect(isTaken({ who: { releases: [''] } })).toBe(false)
  expect(isTaken({ who: { traits: { plan: [''] } } })).toBe(false)
  expect(isTaken({ who: { country: ['de'] } })).toBe(false)
})

test('what only the service says is not for an owner to write', () => {
  expect(isTaken({ isFull: true })).toBe(false)
  expect(isTaken({ version: 1 })).toBe(false)
})
