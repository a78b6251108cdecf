import type { MemberItem, Role } from '@attune/protocol'
import { expect, test } from 'vitest'

import { monogramOf } from './parts/Person.tsx'
import { faultOfNewPassword } from './password.ts'
import { isLooser } from './privacy-words.ts'
import { isLastOwner, ownersOf } from './roles.ts'
import { contrastAt, themeDraftOf } from './theme-words.ts'

const member = (person: string, role: Role, name = person): MemberItem => ({
  ...{ person, role, name },
  email: `${person}@shop.example`,
})

test('the only owner is known, and one of two is not the only one', () => {
  const [ada, ben] = [member('ada', 'owner'), member('ben', 'editor')]
  expect(isLastOwner([ada, ben], 'ada')).toBe(true)
  expect(isLastOwner([ada, ben], 'ben')).toBe(false)
  expect(isLastOwner([ada, { ...ben, role: 'owner' }], 'ada')).toBe(false)
})

test('whom to ask is said by name, or by e-mail where there is none', () => {
  const owners = [member('ada', 'owner', 'Ada'), member('ben', 'owner', ''), member('cleo', 'viewer', 'Cleo')]
  expect(ownersOf(owners)).toBe('Ada or ben@shop.example')
})

test('people are found by two letters', () => {
  expect(['Ada Lovelace', 'ada.lovelace@shop.example', 'Ada', 'é'].map(monogramOf)).toEqual(['AL', 'AL', 'A', 'É'])
})

test('a new password is counted in characters, before it is sent', () => {
  expect(faultOfNewPassword('')).toBe('Choose a password.')
  expect(faultOfNewPassword('ninechars')).toBe('This has 9 of at least 10 characters. Add a word.')
  expect(faultOfNewPassword('ten chars!')).toBeUndefined()
})

test('a promise to people is told from a looser one', () => {
  expect(isLooser('open', 'confidential')).toBe(true)
  expect(isLooser('anonymous', 'confidential')).toBe(false)
  expect(isLooser('open', 'open')).toBe(false)
})

test('colours that cannot be told apart are named with the nearest that can', () => {
  const { light } = themeDraftOf({ light: { background: '#fff', accent: '#f0c0d0' } })
  expect(contrastAt('light', 'accent', light)).toMatchObject({ ratio: '1.5', isEnough: false, least: 3 })
  expect(contrastAt('light', 'text', light)?.isEnough).toBe(true)
  expect(contrastAt('light', 'background', light)).toBeNull()
})
