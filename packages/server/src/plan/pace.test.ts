import { expect, it } from 'vitest'

import { addDays } from '../analyse/days.ts'
import { paceOf, type PromptDay } from './pace.ts'

const LAST = '2026-11-25'
const ASKING = { share: 0.4, answersPerWeek: null }

/** A prompt's days, newest first, each as of one week. */
function weeks(...all: Partial<PromptDay>[]): PromptDay[] {
  const none = { eligible: 0, shown: 0, answered: 0, dismissed: 0 }
  return all.map((one, i) => Object.assign({ prompt: 'pay', day: addDays(LAST, -7 * i) }, none, one))
}

it('without anything counted a prompt asks as its share says', () => {
  expect(paceOf(ASKING, [], LAST)).toBe(0.4)
  expect(paceOf({ ...ASKING, answersPerWeek: 50 }, [], LAST)).toBe(0.4)
})

it('wanted answers set the share, by who came and answered in the last seven days', () => {
  const days = weeks({ eligible: 12_000, shown: 300, answered: 60 }, { eligible: 99_999, shown: 9_999, answered: 1 })
  expect(paceOf({ ...ASKING, answersPerWeek: 50 }, days, LAST)).toBeCloseTo(0.0208333, 6)
  expect(paceOf({ ...ASKING, answersPerWeek: 1_000_000 }, days, LAST)).toBe(1)
  expect(paceOf({ ...ASKING, answersPerWeek: 1 }, days, LAST)).toBe(0.01)
  // Only a third of people can be in the sample of one that is drawn among three.
  expect(paceOf({ ...ASKING, answersPerWeek: 50, parts: 3 }, days, LAST)).toBeCloseTo(0.0625, 6)
})

it('too few to know how many answer leave the share as it is', () => {
  expect(paceOf({ ...ASKING, answersPerWeek: 1 }, weeks({ eligible: 900, shown: 19, answered: 2 }), LAST)).toBe(0.4)
})

it('where nobody has answered, more are asked, and not nobody', () => {
  expect(paceOf({ ...ASKING, answersPerWeek: 5 }, weeks({ eligible: 1_000, shown: 50 }), LAST)).toBe(0.25)
})

it('a prompt that more than a quarter send away asks half as many, as long as they do', () => {
  const calm = { shown: 100, dismissed: 20 }
  const nuisance = { shown: 100, dismissed: 26 }
  expect(paceOf(ASKING, weeks(calm), LAST)).toBe(0.4)
  expect(paceOf(ASKING, weeks(nuisance, calm), LAST)).toBe(0.2)
  expect(paceOf(ASKING, weeks(calm, nuisance), LAST)).toBe(0.4)
})

it('the week ends with the last whole day', () => {
  const days = [{ prompt: 'pay', day: addDays(LAST, -7), eligible: 1_000, shown: 100, answered: 50, dismissed: 0 }]
  expect(paceOf({ ...ASKING, answersPerWeek: 5 }, days, LAST)).toBe(0.4)
  expect(paceOf({ ...ASKING, answersPerWeek: 5 }, days, addDays(LAST, -1))).toBe(0.01)
})
