import { expect, test } from 'vitest'

import { faultOfDays, retentionDraftOf, retentionIn } from './retention-words.ts'

test('what is kept for ever is empty, and stays so', () => {
  expect(retentionIn(retentionDraftOf({}))).toEqual({})
  expect(retentionIn(retentionDraftOf({ answersDays: 365, wordsDays: 90 }))).toEqual({
    answersDays: 365,
    wordsDays: 90,
  })
})

test.each(['0', '29', '36501', '1.5', 'a year', '-30'])('%s is no number of days', (days) => {
  expect(faultOfDays(days)).toMatch(/from 30 to 36500/)
})

test.each(['', '30', '36500'])('"%s" is fine', (days) => {
  expect(faultOfDays(days)).toBeUndefined()
})
