import { randomUUID } from 'node:crypto'

import type { Random } from '../demo/random.ts'
import { READABLE, UNREADABLE } from './fuzz-types.ts'
import { answerOf, batchOf, enteredOf } from './shop.ts'

/** One request as it is tried: whatever it is, it may be refused and must not hurt. */
export interface Attempt {
  /** How it was made, for when it hurts. */
  kind: string
  contentType: string
  /** Whether `contentType` is one of the few that are read at all. */
  isReadable: boolean
  body: Buffer
}

/** Makes the next attempt of a seed: nearly right, wrong in one place, wrong in many, or bytes of any kind. */
export function makeAttempt(random: Random): Attempt {
  const isReadable = random() < 0.9
  const contentType = pick(random, isReadable ? READABLE : UNREADABLE)
  const kind = pick(random, Object.keys(KINDS))
  return { kind, contentType, isReadable, body: KINDS[kind]?.(random) ?? Buffer.alloc(0) }
}

const KINDS: Record<string, (random: Random) => Buffer> = {
  right: (random) => jsonOf(someBatch(random)),
  'wrong in a place': (random) => jsonOf(mutate(random, someBatch(random), 1)),
  'wrong in many': (random) => jsonOf(mutate(random, someBatch(random), 2 + below(random, 20))),
  'another value': (random) => jsonOf(anyValue(random)),
  'prototype reached for': (random) => Buffer.from(reachForPrototype(random)),
  'key twice': (random) => {
    const text = JSON.stringify(someBatch(random))
    return Buffer.from(
      text.replace(/"(\w+)":/, (all, name: string) => `"${name}":${JSON.stringify(anyValue(random))},${all}`),
    )
  },
  'bits flipped': (random) => {
    const body = jsonOf(someBatch(random))
    for (let i = 0; i <= below(random, 8); i++) body[below(random, body.length)] = below(random, 256)
    return body
  },
  'cut off': (random) => {
    const body = jsonOf(someBatch(random))
    return body.subarray(0, below(random, body.length))
  },
  'any bytes': (random) => Buffer.from(Array.from({ length: below(random, 300) }, () => below(random, 256))),
  'another encoding': (random) =>
    Buffer.from(`\ufeff${JSON.stringify(someBatch(random))}`, random() < 0.5 ? 'utf16le' : 'utf8'),
  bomb: (random) => Buffer.from(pick(random, BOMBS)(100 + below(random, 40_000))),
}

const BOMBS: ((n: number) => string)[] = [
  (n) => '['.repeat(n),
  (n) => '{"a":'.repeat(n / 5),
  (n) => `{"events":[${'{},'.repeat(n / 3)}{}]}`,
  (n) => `{${Array.from({ length: n / 10 }, (_, i) => `"${i}":0`).join()}}`,
  (n) => `{"batch":"${'x'.repeat(n)}"}`,
  (n) => `"${'\\u0000'.repeat(n / 6)}"`,
  (n) => '9'.repeat(n),
  (n) => `{"events":[${'1e999,'.repeat(n / 6)}0]}`,
]

function someBatch(random: Random): unknown {
  const events = Array.from({ length: below(random, 4) }, () => pick(random, EVENTS)(random))
  return batchOf(events, random() < 0.3 ? { dropped: { overflow: below(random, 9) } } : {})
}

const EVENTS: ((random: Random) => unknown)[] = [
  (random) => answerOf({ comment: someText(random), feel: 1 + below(random, 5) }),
  (random) => answerOf({ answers: { [someText(random)]: [someText(random)] }, variant: someText(random) }),
  (random) =>
    answerOf({ context: { page: someText(random), traits: { plan: someText(random) }, locale: someText(random) } }),
  () => enteredOf(),
  (random) => enteredOf({ at: pick(random, TIMES) }),
  () => ({
    type: 'outcome',
    journey: 'checkout',
    outcome: 'reached',
    at: new Date().toISOString(),
    visit: randomUUID(),
  }),
]

/** Puts something else into random places of a value. */
function mutate(random: Random, value: unknown, times: number): unknown {
  const root = { value: structuredClone(value) }
  for (let i = 0; i < times; i++) {
    let place: Record<string, unknown> = root
    let name = 'value'
    while (random() < 0.75) {
      const inner = place[name]
      if (typeof inner !== 'object' || inner === null || Object.keys(inner).length === 0) break
      place = inner as Record<string, unknown>
      name = pick(random, Object.keys(place))
    }
    const lot = random()
    if (lot < 0.15) delete place[name]
    else if (lot < 0.3) place[someText(random).slice(0, 40)] = anyValue(random)
    else place[name] = anyValue(random)
  }
  return root.value
}

function anyValue(random: Random): unknown {
  return pick<() => unknown>(random, [
    () => null,
    () => random() < 0.5,
    () => pick(random, NUMBERS),
    () => someText(random),
    () => pick(random, TIMES),
    () => [],
    () => ({}),
    () => Array.from({ length: below(random, 70) }, () => pick(random, NUMBERS)),
    () =>
      Object.fromEntries(
        Array.from({ length: below(random, 12) }, () => [someText(random).slice(0, 30), someText(random)]),
      ),
    () => randomUUID().toUpperCase(),
    () => 'checkout/payment',
  ])()
}

function reachForPrototype(random: Random): string {
  const name = pick(random, [
    '__proto__',
    '__pro\\u0074o__',
    'constructor',
    'prototype',
    '\\u005f_proto__',
    'toString',
    'toJSON',
    'hasOwnProperty',
  ])
  const what = pick(random, [
    '{"polluted":1}',
    '{"prototype":{"polluted":1}}',
    '[]',
    'null',
    '"x"',
    '{"__proto__":{"polluted":1}}',
  ])
  const text = JSON.stringify(someBatch(random))
  const at = [...text.matchAll(/\{/g)].map(({ index }) => index + 1)
  const place = pick(random, at)
  const comma = text[place] === '}' ? '' : ','
  return `${text.slice(0, place)}"${name}":${what}${comma}${text.slice(place)}`
}

function someText(random: Random): string {
  return pick(random, TEXTS).repeat(1 + (random() < 0.05 ? below(random, 900) : below(random, 3)))
}

const TEXTS = [
  '',
  'a',
  'slow',
  '\0',
  '\ud800',
  '\udfff',
  '\u202e',
  '\u2066x',
  '👩‍👩‍👧',
  'é',
  'ß',
  '\u001b[31m',
  '\\',
  '"',
  "'",
  '\n',
  '\r\n',
  '{}',
  '[',
  '%00',
  'jane@example.com',
  '+49 170 1234567',
  '4111 1111 1111 1111',
  'DE89370400440532013000',
  '203.0.113.9',
  '2001:db8::1',
  'eyJh.eyJ.x',
  "'; drop table answers; --",
  '$1',
  '${7*7}',
  '<script>',
  '=1+1',
  'null',
  'undefined',
  'NaN',
  '__proto__',
  'constructor',
  '١٢٣',
  '／',
  '\ufeff',
  '\uffff',
]
const NUMBERS = [0, -0, -1, 1, 1.5, 5, 11, 2 ** 31, 2 ** 53, -(2 ** 63), 1e308, -1e308, 5e-324, 0.1]
const TIMES = [
  '',
  '0',
  '2026-11-23',
  '2026-11-23T10:00:00Z',
  '+275760-09-13T00:00:00Z',
  '99999-01-01T00:00:00Z',
  '0000-00-00T00:00:00Z',
  '2026-02-30T10:00:00Z',
  '2026-11-23T25:00:00Z',
  '2026-11-23T10:00:00+99:99',
  '2026-11-23T10:00:00.123456789Z',
  '-000001-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
]

function jsonOf(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value) ?? 'undefined')
}

function below(random: Random, n: number): number {
  return Math.floor(random() * n)
}

function pick<T>(random: Random, all: readonly T[]): T {
  return all[below(random, all.length)] as T
}
