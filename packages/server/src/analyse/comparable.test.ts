import type { PromptDocument } from '@attune/protocol'
import { expect, test } from 'vitest'

import { createComparison } from './comparable.ts'

const PLAIN: PromptDocument = { id: 'pay', step: 'shop/pay', wording: { default: { question: 'How was it?' } } }

/** Each a version of its own, from 1 on. @returns whether these versions may be added up. */
function compare(documents: Partial<PromptDocument>[], ...asked: [version: number, variant?: string][]): boolean {
  const versions = documents.map((more, i) => ({ prompt: 'pay', version: i + 1, content: { ...PLAIN, ...more } }))
  const all = asked.length > 0 ? asked : versions.map(({ version }): [number] => [version])
  return createComparison(versions)(all.map(([version, variant = '']) => ({ prompt: 'pay', version, variant })))
}

const asking = (question: string): PromptDocument['wording'] => ({ default: { question } })

test('other words, another scale, another step or other questions first are another question', () => {
  expect(compare([{}, { share: 0.5 }, { placement: 'inline' }])).toBe(true)
  expect(compare([{}, { wording: asking('How did it feel?') }])).toBe(false)
  expect(compare([{}, { scale: 'stars' }])).toBe(false)
  expect(compare([{}, { step: 'shop/cart' }])).toBe(false)
  const follow = ['a', 'b'].map((id) => ({ id, kind: 'text' as const }))
  expect(compare([{ followUps: follow }, { followUps: follow.toReversed() }])).toBe(false)
})

test('words that come back are the same words', () => {
  const documents = [{}, { wording: asking('How did it feel?') }, {}]
  expect(compare(documents, [1], [3])).toBe(true)
  expect(compare(documents)).toBe(false)
})

test('every two are compared: a translation that was changed differs from the one before, and not from the first', () => {
  const translated = (question: string) => ({ wording: { ...PLAIN.wording, de: { question } } })
  const documents = [{}, translated('Wie war es?'), translated('Wie hat es sich angefühlt?')]
  expect(compare(documents, [1], [2])).toBe(true)
  expect(compare(documents, [1], [3])).toBe(true)
  expect(compare(documents)).toBe(false)
})

test('a variant with words of its own is another question, and one without is none', () => {
  const variants = [
    { id: 'a', weight: 1 },
    { id: 'b', weight: 1, wording: asking('Was it easy?') },
  ]
  expect(compare([{ variants }], [1, 'a'], [1, 'b'])).toBe(false)
  expect(compare([{ variants }, {}], [1, 'a'], [2])).toBe(true)
  // What is told without its variant may be of both.
  expect(compare([{ variants }], [1, '*'])).toBe(false)
  expect(compare([{ variants: variants.slice(0, 1) }], [1, '*'], [1, 'a'])).toBe(true)
})

test('what nobody knows is comparable with nothing', () => {
  expect(compare([{}], [1], [7])).toBe(false)
})
