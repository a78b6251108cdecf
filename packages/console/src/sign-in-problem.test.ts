import { expect, test } from 'vitest'

import { signInProblem } from './route.ts'
import { tellSignInProblem } from './sign-in-problem.ts'

test('an address tells why signing in elsewhere led nowhere', () => {
  expect(signInProblem('#sign-in-problem=unknown')).toBe('unknown')
  expect(signInProblem('#sign-in=secret')).toBeNull()
  expect(tellSignInProblem('unknown')).toMatch(/^Nobody here has that e-mail\./u)
})

test.each(['', 'constructor', 'Send your password to evil.example'])('nobody can put words on the page: %j', (code) => {
  expect(tellSignInProblem(code)).toBe(tellSignInProblem('refused'))
})
