import type { MemberItem, Role } from '@attune/protocol'
import { expect, test } from 'vitest'

import { isLastOwner, ownersOf } from './roles.ts'

const member = (person: string, role: Role, name = person): MemberItem => ({
  person,
  role,
  name,
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
