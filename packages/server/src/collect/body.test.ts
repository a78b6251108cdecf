import { expect, it } from 'vitest'

import { isAccepted, readBody } from './body.ts'

it('two media types are read, with UTF-8 said or not', () => {
  for (const type of [
    'text/plain',
    'application/json',
    'text/plain;charset=UTF-8',
    'Text/Plain; charset=utf-8',
    'application/json; charset="utf-8"',
  ])
    expect([type, isAccepted(type)]).toEqual([type, true])
})

it('any other spelling is refused, because it could reach another parser', () => {
  for (const type of [
    undefined,
    '',
    'text',
    'text/plain2',
    'text/html',
    'text/plain;',
    'text/plain,application/json',
    'text/plain; charset=utf-16',
    'text/plain; charset=utf-8; x=1',
    'text/plain\t;charset=utf-8',
    'application/json\t',
    ' application/json',
    'application/json a',
    'application/jsonp',
    'application/json;charset=utf-8\u00a0',
    'application/vnd.api+json',
    'multipart/form-data; boundary=x',
    'application/x-www-form-urlencoded',
    'text/plain\u0000',
  ])
    expect([type, isAccepted(type)]).toEqual([type, false])
})

it('a body that reaches for a prototype is refused', () => {
  for (const text of [
    '{"__proto__":{"polluted":1}}',
    '{"a":{"__proto__":{"polluted":1}}}',
    String.raw`{"__pro\u0074o__":{"polluted":1}}`,
    '{"constructor":{"prototype":{"polluted":1}}}',
  ])
    expect(() => readBody(Buffer.from(text))).toThrow(/not JSON that can be taken/)
  expect(({} as { polluted?: number }).polluted).toBeUndefined()
})

it('what nests deeper than any batch is refused before it is parsed', () => {
  expect(() => readBody(Buffer.from('['.repeat(30_000)))).toThrow(/deeper than 8/)
  expect(readBody(Buffer.from('{"text":"[[[[[[[[[[\\"[[[[["}'))).toEqual({
    said: { text: '[[[[[[[[[["[[[[[' },
    isPlain: false,
  })
})

it('bytes that are no UTF-8 and text that is no JSON are refused', () => {
  expect(() => readBody(Buffer.from([0x22, 0xff, 0x22]))).toThrow(/not UTF-8/)
  expect(() => readBody(Buffer.from('{"a":1'))).toThrow(/not JSON/)
})

it('what has more keys than any event is refused before it is parsed, and a full batch of full events is not', () => {
  const keys = (n: number) => Object.fromEntries(Array.from({ length: n }, (_, i) => [`k${i}`, 'a:b']))
  const event = { ...keys(25), context: { ...keys(5), traits: keys(20) }, answers: keys(20) }
  const full = { ...keys(20), events: Array.from({ length: 50 }, () => event) }
  const parse = (value: unknown) => readBody(Buffer.from(JSON.stringify(value))).said
  expect(parse(full)).toEqual(full)
  expect(parse({ events: [keys(200), keys(200)] })).toBeTruthy()
  for (const bomb of [{ events: [{}, keys(201)] }, keys(201), { events: [], context: keys(201) }])
    expect(() => parse(bomb)).toThrow(/more than 200 keys/)
})

it('a body is plain where it holds printable ASCII and no escape', () => {
  const isPlain = (text: string) => readBody(Buffer.from(text)).isPlain
  expect(isPlain('{"text":"~ [a] {b}: \'c\'"}')).toBe(true)
  for (const text of ['{"a":"ü"}', '{"a":"\\u0000"}', '{"a":"\\n"}', '{"a":"\u007f"}', '{"a":"\u202e"}', '{"a":\n1}'])
    expect([text, isPlain(text)]).toEqual([text, false])
})
