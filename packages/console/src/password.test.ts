import { expect, test } from 'vitest'

import { faultOfNewPassword } from './password.ts'

test('a new password is counted in characters, before it is sent', () => {
  expect(faultOfNewPassword('')).toBe('Choose a password.')
  expect(faultOfNewPassword('ninechars')).toBe('This has 9 of at least 10 characters. Add a word.')
  expect(faultOfNewPassword('ten chars!')).toBeUndefined()
})
