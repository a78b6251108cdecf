import type { PromptConfig } from '@attune/protocol'
import { expect, test } from 'vitest'

import { type AskedContent, differenceOf, questionOf } from './questions.ts'

const WORDING = { default: { question: 'How was it?', low: 'Bad' }, de: { question: 'Wie war es?' } }
const OTHER = { default: { question: 'Was it easy?' } }

function asked(variant: string, content: Partial<AskedContent> | null, version = 1) {
  const whole: AskedContent = { scale: 'faces', wording: WORDING, ...content }
  return questionOf({ prompt: 'p', version, variant }, new Map(content ? [[`p ${version}`, whole]] : []))
}

const TWO: NonNullable<PromptConfig['variants']> = [
  { id: 'a', weight: 1 },
  { id: 'b', weight: 1, wording: OTHER },
]

test('the same words in another order of languages are the same question', () => {
  const turned = { de: WORDING.de, default: WORDING.default }
  expect(differenceOf([asked('', {}), asked('', { wording: turned }, 2)])).toBeNull()
})

test('another label, or another language more, is another question', () => {
  const label = { ...WORDING, default: { question: 'How was it?', low: 'Awful' } }
  expect(differenceOf([asked('', {}), asked('', { wording: label }, 2)])).toBe('wording')
  expect(differenceOf([asked('', {}), asked('', { wording: { default: WORDING.default } }, 2)])).toBe('wording')
})

test('faces and stars are not one scale, though both have five points', () => {
  expect(differenceOf([asked('', {}), asked('', { scale: 'stars' }, 2)])).toBe('scale')
})

test('a variant without words of its own asks what the prompt asks', () => {
  expect(asked('a', { variants: TWO }).question).toBe('How was it?')
  expect(asked('b', { variants: TWO }).question).toBe('Was it easy?')
  expect(differenceOf([asked('', {}), asked('a', { variants: TWO }, 2)])).toBeNull()
})

test('a block of several variants is one question only where all of them ask the same', () => {
  const alike = TWO.map(({ id, weight }) => ({ id, weight }))
  expect(differenceOf([asked('*', { variants: alike }), asked('a', { variants: TWO }, 2)])).toBeNull()
  // Not even held against another such block, which may be mixed otherwise.
  const mixed = asked('*', { variants: TWO })
  expect(mixed).toMatchObject({ question: null, words: null })
  expect(differenceOf([mixed])).toBe('wording')
})

test('what nobody has published here asks the same as itself alone', () => {
  expect(differenceOf([asked('', null), asked('', null)])).toBeNull()
  expect(differenceOf([asked('', null), asked('', null, 2)])).toBe('wording')
  expect(differenceOf([])).toBeNull()
})
