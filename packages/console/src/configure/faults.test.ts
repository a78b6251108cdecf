import type { PublishCheck } from '@attune/protocol'
import { expect, test } from 'vitest'

import { ApiError } from '../request.ts'
import { faultAt, placedFaults } from './faults.ts'

const stop = (text: string): PublishCheck => ({ level: 'stop', code: 'invalid', text })

test('what stops publishing stands where it comes from, and what only warns does not', () => {
  const warning: PublishCheck = { level: 'warn', code: 'crowded_out', text: 'unless[0]: not this' }
  const faults = placedFaults([stop('unless[1].step: there is no step "a/c"; did you mean "a/b"?'), warning], null)
  expect(faultAt(faults, 'unless[1]')).toBe('There is no step “a/c”; did you mean “a/b”?')
  expect(faultAt(faults, 'unless[0]')).toBeUndefined()
})

test('one place is not taken for another that begins like it', () => {
  const faults = placedFaults([stop('variants[10].weight: no'), stop('into: no')], null)
  expect(faultAt(faults, 'variants[1]')).toBeUndefined()
  expect(faultAt(faults, 'in')).toBeUndefined()
})

test('what the service refused is taken apart at its places, though faults hold semicolons themselves', () => {
  const refused =
    'who.traits: "Plan A" cannot be a name here; use small letters, digits and dashes, at most 64; who.traits.beta[0]: says nothing; write something, or leave it away where it may be'
  const faults = placedFaults([], new ApiError('Not so', refused, 'invalid_configuration'))
  expect(faultAt(faults, 'who.traits', 'Plan A')).toBe(
    '“Plan A” cannot be a name here; use small letters, digits and dashes, at most 64.',
  )
  expect(faultAt(faults, 'who.traits', 'beta')).toBe('Says nothing; write something, or leave it away where it may be.')
  expect(faultAt(faults, 'who.traits', 'plan')).toBeUndefined()
})

test('what was refused for another reason is said by whoever tried', () => {
  expect(placedFaults([], new ApiError('Gone', 'into: x', 'not_found'))).toEqual([])
})
