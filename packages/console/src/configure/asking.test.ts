import type { PromptDocument } from '@attune/protocol'
import { expect, test } from 'vitest'

import { atMoment, placed, sharesWith, targeted } from './asking.ts'

const PROMPT: PromptDocument = { id: 'p', step: 'a/b', wording: { default: { question: 'How?' } } }

test('a moment brings what it needs, and leaves with it', () => {
  const scrolled = atMoment(PROMPT, 'scrolled')
  expect(scrolled.depth).toBe(0.5)
  const stayed = atMoment(scrolled, 'stayed')
  expect(stayed).toMatchObject({ on: 'stayed', afterMs: 30_000 })
  expect(stayed).not.toHaveProperty('depth')
  expect(atMoment(stayed, 'completed')).toEqual({ ...PROMPT, on: 'completed' })
})

test('a tab asks at no moment, and a card that was a tab asks once again', () => {
  const tab = placed(atMoment(PROMPT, 'stayed'), 'tab')
  expect(tab).toEqual({ ...PROMPT, on: 'opened', placement: 'tab', perPerson: 0 })
  expect(placed(tab, 'card')).toEqual({ ...PROMPT, on: 'completed' })
})

test('the last condition that goes leaves nobody out', () => {
  const few = targeted(targeted(PROMPT, 'devices', ['mobile']), 'returning', true)
  expect(few.who).toEqual({ devices: ['mobile'], returning: true })
  expect(targeted(targeted(few, 'devices', undefined), 'returning', undefined)).toEqual(PROMPT)
})

test('a share that is in use stands among the offered ones', () => {
  expect(sharesWith(0.07)).toEqual([1, 0.5, 0.33, 0.2, 0.1, 0.07, 0.05, 0.01])
})

test('whoever waits in a tab gives way to nothing and wants no number of answers', () => {
  const asked: PromptDocument = { ...PROMPT, unless: [{ type: 'failed' }], answersPerWeek: 50, pairWith: ['q'] }
  expect(placed(asked, 'tab')).not.toHaveProperty('pairWith')
  expect(placed(asked, 'tab')).not.toHaveProperty('unless')
  expect(placed(asked, 'tab')).not.toHaveProperty('answersPerWeek')
})
