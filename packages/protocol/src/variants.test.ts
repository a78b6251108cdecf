import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import type { PromptConfig, Variant, Wordings } from './config.ts'
import { decide } from './decide.ts'
import { variantOf } from './variants.ts'

const OWN: Wordings = { default: { question: 'How did paying feel?' } }
const PROMPT: PromptConfig = {
  id: 'payment-feel',
  version: 1,
  step: 'checkout/payment',
  on: 'completed',
  share: 1,
  scale: 'faces',
  why: true,
  wording: OWN,
}
const PEOPLE = Array.from({ length: 50_000 }, (_, i) => `visitor-${i}`)
const trying = (...weights: number[]): PromptConfig => ({
  ...PROMPT,
  variants: weights.map((weight, i): Variant => ({ id: `v${i}`, weight })),
})

test('a prompt without variants is asked in its own words, under no name', () => {
  expect(variantOf(PROMPT, 'p')).toEqual({ id: '', wording: OWN })
  expect(variantOf({ ...PROMPT, variants: [] }, 'p')).toEqual({ id: '', wording: OWN })
})

test('a variant brings its own wording, and the prompt’s where it has none', () => {
  const wording: Wordings = { default: { question: 'Was paying easy?' } }
  expect(variantOf({ ...PROMPT, variants: [{ id: 'b', weight: 1, wording }] }, 'p')).toEqual({ id: 'b', wording })
  expect(variantOf({ ...PROMPT, variants: [{ id: 'a', weight: 1 }] }, 'p')).toEqual({ id: 'a', wording: OWN })
})

test('each variant gets its weight of the people, within one in a hundred', () => {
  for (const weights of [
    [1, 1],
    [3, 1],
    [1, 0, 2],
    [50, 30, 20],
    [1, 2, 3, 4, 5, 6, 7, 8],
  ]) {
    const sum = weights.reduce((a, b) => a + b)
    const seen = weights.map(() => 0)
    for (const person of PEOPLE) seen[Number(variantOf(trying(...weights), person).id.slice(1))]! += 1
    for (const [i, weight] of weights.entries())
      expect(Math.abs(seen[i]! / PEOPLE.length - weight / sum), `${weights.join()} ${i}`).toBeLessThan(0.01)
  }
})

test('everybody sees one variant that has a weight, and the same one always', () => {
  const weights = fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(
      weights.filter((all) => all.some(Boolean)),
      fc.string(),
      fc.string(),
      (all, person, id) => {
        const prompt = { ...trying(...all), id }
        const first = variantOf(prompt, person).id
        expect(all[Number(first.slice(1))]).toBeGreaterThan(0)
        expect(variantOf({ ...prompt, version: 2, share: 0.1 }, person).id).toBe(first)
      },
    ),
  )
})

test('who is in the sample sees each variant as often as everybody does', () => {
  const moment = { type: 'completed', step: 'checkout/payment' } as const
  const prompt = { ...trying(1, 1), share: 0.25 }
  const isIn = (id: string) => decide(prompt, moment, { id, asked: [], session: 2, sessions: 2 }, 0) === 'ok'
  const inside = PEOPLE.filter(isIn)
  const share = inside.filter((id) => variantOf(prompt, id).id === 'v0').length / inside.length
  expect(Math.abs(share - 0.5)).toBeLessThan(0.01)
})
