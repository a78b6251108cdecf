import { expect, test } from 'vitest'

import { faultOfDays, retentionDraftOf, retentionIn } from './retention-words.ts'

test('what is kept for ever is empty, and stays so', () => {
  expect(retentionIn(retentionDraftOf({}))).toEqual({})
  expect(retentionIn(retentionDraftOf({ answersDays: 365, wordsDays: 90 }))).toEqual({
    answersDays: 365,
    wordsDays: 90,
  })
})

test.each(['0', '29', '3651', '1.5', 'a year', '-30'])('answers are not kept %s days', (days) => {
  expect(faultOfDays('answersDays', days)).toMatch(/from 30 to 3650/)
})

test('words may go sooner than answers, which a late report may still add to', () => {
  expect(faultOfDays('wordsDays', '0')).toMatch(/from 1 to 3650/)
  for (const days of ['', '1', '29', '3650']) expect(faultOfDays('wordsDays', days)).toBeUndefined()
  for (const days of ['', '30', '3650']) expect(faultOfDays('answersDays', days)).toBeUndefined()
})
