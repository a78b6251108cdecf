import { afterEach, expect, it } from 'vitest'

import { quietly, toJson, uuid } from './natives.ts'

afterEach(() => {
  Reflect.deleteProperty(Array.prototype, 'toJSON')
  Reflect.deleteProperty(Object.prototype, 'toJSON')
})

it.each([
  ['Array', Array.prototype],
  ['Object', Object.prototype],
] as const)('a toJSON that a page has put on every %s changes nothing', (_, prototype) => {
  Object.defineProperty(prototype, 'toJSON', { value: () => 'spoilt', configurable: true, writable: true })
  expect(toJson({ events: [{ answers: { why: ['slow'] } }] })).toBe('{"events":[{"answers":{"why":["slow"]}}]}')
})

it('what is undefined is left away', () => {
  expect([toJson(undefined), toJson({ a: undefined, b: null })]).toEqual([undefined, '{"b":null}'])
})

it('what throws gives nothing', () => {
  expect(
    quietly(() => {
      throw new Error('host')
    }),
  ).toBeUndefined()
})

it('a uuid is of version 4, and another each time', () => {
  const all = Array.from({ length: 100 }, uuid)
  expect(new Set(all).size).toBe(100)
  for (const one of all) expect(one).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
})
