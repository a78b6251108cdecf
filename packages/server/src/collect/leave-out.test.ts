import { BatchSchema, EventSchemas } from '@attune/protocol/schema'
import { Compile } from 'typebox/compile'
import { expect, it } from 'vitest'

import { answerOf, batchOf, enteredOf } from '../testing/shop.ts'
import { compileLeaveOut, lenient } from './leave-out.ts'

const context = { device: 'mobile', page: '/a', screen: 'x', traits: { plan: 'pro', 'No such': 'x', '': 1 } }
const answers = { why: ['slow', 1, { a: 1 }], 'Not an id': [], more: 'x' }

const VALUES: unknown[] = [
  { ...answerOf({ comment: 'x' }), answers, context, mood: 1, at: { a: 1 } },
  { ...enteredOf(), context: { ...context, traits: null }, reason: {}, took_ms: '4', visit: [] },
  { ...batchOf([{ type: 'x', more: { y: 1 } }]), context, trace: 'new', dropped: { overflow: 1, 'http 500': 'x' } },
  { ...batchOf([]), context: [context], dropped: null, visitor: { id: 1 } },
  { context: { traits: [1, 2] }, answers: 'none', type: 'answered' },
  {},
  null,
  [1, { a: 1 }],
  'text',
  4,
]

it.each([...Object.entries(EventSchemas), ['batch', BatchSchema] as const])(
  'of %s leaves out exactly what the schema library would',
  (_name, schema) => {
    const compiled = Compile(schema)
    const leaveOut = compileLeaveOut(schema)
    for (const value of VALUES) expect(leaveOut(value)).toEqual(compiled.Clean(structuredClone(value)))
  },
)

it.each([...Object.entries(EventSchemas), ['batch', BatchSchema] as const])(
  'what is left of %s passes the lenient schema exactly where it passes the strict one',
  (_name, schema) => {
    const strict = Compile(schema)
    const open = Compile(lenient(schema))
    const leaveOut = compileLeaveOut(schema)
    const whole = {
      ...answerOf(),
      ...enteredOf(),
      ...batchOf([]),
      context: { device: 'mobile', traits: { plan: 'pro' } },
    }
    for (const value of [...VALUES, whole].map(leaveOut))
      expect([value, open.Check(value)]).toEqual([value, strict.Check(value)])
  },
)

it('gives back the very value where there is nothing to leave out', () => {
  const value = { ...enteredOf(), context: { device: 'mobile', traits: { plan: 'pro' } } }
  expect(compileLeaveOut(EventSchemas.entered)(value)).toBe(value)
})

it('changes nothing of what it is given', () => {
  const value = { type: 'entered', extra: 1, context }
  compileLeaveOut(EventSchemas.entered)(value)
  expect(value).toEqual({ type: 'entered', extra: 1, context })
})
