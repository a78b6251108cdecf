import type { FollowUp } from '@attune/protocol'
import { expect, test } from 'vitest'

import { draftOf, followUpsAt } from './follow-ups.ts'

const MEANS: FollowUp = { id: 'means', kind: 'one', options: ['card', 'bank'] }
const TROUBLE: FollowUp = { id: 'trouble', kind: 'many', options: ['slow', 'unclear'], to: 2 }
const MISSING: FollowUp = { id: 'missing', kind: 'text', from: 2, to: 3 }

const request = (followUps: FollowUp[], why = false) => ({
  followUps,
  why,
  wording: {
    question: 'How was it?',
    followUps: Object.fromEntries(['means', 'trouble', 'missing'].map((id) => [id, { question: id }])),
  },
})
const idsAt = (feel: number | null, followUps: FollowUp[], why?: boolean) =>
  followUpsAt(feel, request(followUps, why)).map(({ id }) => id)

test('nothing is asked before there is a score, not even at zero', () => {
  expect(idsAt(null, [MEANS])).toEqual([])
  expect(idsAt(0, [MEANS, TROUBLE])).toEqual(['means', 'trouble'])
})

test('both ends of a branch belong to it', () => {
  expect([1, 2, 3, 4].map((feel) => idsAt(feel, [TROUBLE, MISSING]))).toEqual([
    ['trouble'],
    ['trouble', 'missing'],
    ['missing'],
    [],
  ])
})

test('three questions are the most, the score and the comment counted', () => {
  const three = [MEANS, { ...MEANS, id: 'trouble' }, { ...MEANS, id: 'missing' }]
  expect(idsAt(2, three)).toEqual(['means', 'trouble'])
  expect(idsAt(2, three, true)).toEqual(['means'])
})

test('a follow-up without words in this language is not asked', () => {
  expect(followUpsAt(1, { followUps: [MEANS], why: false, wording: { question: 'How was it?' } })).toEqual([])
})

test('a draft holds the answers asked at its score that are not empty', () => {
  const answers = { means: ['card'], trouble: [], missing: ['  '] }
  expect(draftOf({ feel: 2, comment: '', answers }, request([MEANS, TROUBLE]))).toEqual({
    feel: 2,
    comment: '',
    answers: { means: ['card'] },
  })
  expect(draftOf({ feel: 2, comment: 'x', answers }, request([TROUBLE, MISSING]))).toEqual({ feel: 2, comment: 'x' })
  expect(draftOf({ feel: null, comment: '', answers }, request([MEANS]))).toEqual({ feel: null, comment: '' })
})
