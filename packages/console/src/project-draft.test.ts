import { DEFAULT_BUDGET, type ProjectSettings } from '@attune/protocol'
import { expect, test } from 'vitest'

import { BUDGET_LINES, faultOfLimit, isLouder } from './budget-words.ts'
import { changeOf, draftOf, faultsOf, hasFaults, rebased } from './project-draft.ts'

const SEEN: ProjectSettings = {
  id: 'shop',
  name: 'Shop',
  zone: 'Europe/Berlin',
  privacy: 'open',
  budget: { perSession: 2 },
  theme: { radius: 4, light: { accent: '#5b3fd1' } },
  signals: ['slow'],
  origins: ['https://shop.example'],
  impressions: false,
  retention: {},
  traits: ['plan'],
  keys: [],
  zone_move: null,
}
const DRAFT = draftOf(SEEN)

test('a draft of which nothing was touched changes nothing', () => {
  expect(changeOf(SEEN, DRAFT)).toEqual({})
})

test('only what was touched is sent', () => {
  expect(changeOf(SEEN, { ...DRAFT, name: ' Web shop ', origins: '' })).toEqual({ name: 'Web shop', origins: [] })
})

test('traits are names with commas, each once, and what is no name is said', () => {
  expect(DRAFT.traits).toBe('plan')
  expect(changeOf(SEEN, { ...DRAFT, traits: 'team, plan,team , ' })).toEqual({ traits: ['plan', 'team'] })
  expect(faultsOf({ ...DRAFT, traits: 'plan, The team' }, ['Europe/Berlin']).traits).toBe(
    '“The team” is no name of a trait: small letters, digits, - and _.',
  )
})

test('a limit that is put back to what is usual is not stored', () => {
  const budget = { ...DRAFT.budget, perSession: String(DEFAULT_BUDGET.perSession) }
  expect(changeOf(SEEN, { ...DRAFT, budget })).toEqual({ budget: {} })
})

test('what of a theme is no colour stays when a colour is changed', () => {
  const theme = { ...DRAFT.theme, light: { ...DRAFT.theme.light, accent: '', text: '#111' } }
  expect(changeOf(SEEN, { ...DRAFT, theme })).toEqual({ theme: { radius: 4, light: { text: '#111' } } })
})

test('what somebody else has stored meanwhile stands wherever nothing was typed', () => {
  const typed = { ...DRAFT, name: 'My shop' }
  const newest: ProjectSettings = { ...SEEN, name: 'Their shop', privacy: 'confidential' }
  const mine = rebased(SEEN, typed, newest)
  expect(mine).toEqual({ ...draftOf(newest), name: 'My shop' })
  expect(changeOf(newest, mine)).toEqual({ name: 'My shop' })
})

test('a limit that they have changed stands beside one that I have', () => {
  const typed = { ...DRAFT, budget: { ...DRAFT.budget, sameStepDays: '60' }, origins: 'not yet whole' }
  const newest: ProjectSettings = { ...SEEN, budget: { perSession: 3 } }
  const mine = rebased(SEEN, typed, newest)
  expect(changeOf(SEEN, mine).budget).toEqual({ perSession: 3, sameStepDays: 60 })
  expect(mine.origins).toBe('not yet whole')
})

test('what the service would refuse is said before it is sent', () => {
  const zones = ['Europe/Berlin', 'UTC']
  expect(hasFaults(faultsOf(DRAFT, zones))).toBe(false)
  expect(faultsOf({ ...DRAFT, name: ' ' }, zones).name).toBe('Give the project a name.')
  expect(faultsOf({ ...DRAFT, zone: 'Berlin' }, zones).zone).toMatch(/no such time zone/)
  const dark = { ...DRAFT.theme.dark, text: 'red' }
  expect(hasFaults(faultsOf({ ...DRAFT, theme: { ...DRAFT.theme, dark } }, zones))).toBe(true)
  expect(hasFaults(faultsOf({ ...DRAFT, budget: { ...DRAFT.budget, sameStepDays: 'x' } }, zones))).toBe(true)
})

test.each([
  ['perSession', '2', true],
  ['perSession', '0', true],
  ['perSession', '1', false],
  ['afterShownDays', '3', true],
  ['afterShownDays', '0', true],
  ['afterShownDays', '14', false],
] as const)('%s of %s is louder than usual: %s', (limit, value, louder) => {
  const line = BUDGET_LINES.find((one) => one.limit === limit)!
  expect(isLouder(line, { ...DRAFT.budget, [limit]: value })).toBe(louder)
})

test('times are whole and days may be fractions', () => {
  const [times, days] = [BUDGET_LINES[0]!, BUDGET_LINES[3]!]
  expect(faultOfLimit(times, { ...DRAFT.budget, perSession: '1.5' })).toBe('Enter a whole number.')
  expect(faultOfLimit(days, { ...DRAFT.budget, afterShownDays: '0.5' })).toBeNull()
  expect(faultOfLimit(days, { ...DRAFT.budget, afterShownDays: '-1' })).toBe('Enter a number from 0 to 3650.')
})
