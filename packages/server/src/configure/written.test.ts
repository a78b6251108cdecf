import { expect, it, test } from 'vitest'

import { type Format, parseWritten } from './written.ts'

/** What is said of a text; its document where nothing is. */
function readOf(text: string, format: Format = 'yaml') {
  const { faults, document } = parseWritten(text, format)
  return faults.length > 0 ? faults : document
}

test.each<[name: string, text: string, document: unknown]>([
  ['languages that look like no', 'wording:\n  no: {question: Hva?}\n', { wording: { no: { question: 'Hva?' } } }],
  ['names that look like moments', 'on: completed\n', { on: 'completed' }],
  ['instants as they are written', 'from: 2026-12-01T08:00:00Z\n', { from: '2026-12-01T08:00:00Z' }],
  ['lines of Windows', 'a: 1\r\nb: 2\r\n', { a: 1, b: 2 }],
  ['an anchor that nobody refers to', 'a: &x 1\n', { a: 1 }],
  ['JSON, with tabs', '{\n\t"a": [1, "\\ud83d\\ude00"]\n}', { a: [1, '😀'] }],
  ['the prototype as a name like any other', '__proto__: 1\n', JSON.parse('{"__proto__": 1}')],
])('%s', (_name, text, document) => {
  expect(readOf(text)).toEqual(document)
})

test.each<[text: string, fault: RegExp]>([
  ['a: 1\n---\nb: 1\n', /^2:1 a second document begins here; a file holds one project$/],
  ['a: [1, 2\nb: 2\n', /^2:1 .*; (?:begin|close) it/],
  ['a: b: c\n', /^1:4 there are two colons in this line; put quotes around the text that holds one$/],
  ['- a: 1\n b: 2\n', /^2:2 a part of a list begins with "- "; it is missing here$/],
  ["a: 'it's'\n", /^1:8 the value has ended before this; put quotes around the whole of it/],
  ['a: &x [*x]\n', /^1:8 "\*x" would be an alias, and none are read/],
  ['? [a]\n: 1\n', /^1:3 a name is a text; put quotes around it$/],
  ['a: *nobody\n', /^1:4 "\*nobody" would be an alias/],
])('%j is no YAML that is read: %s', (text, fault) => {
  expect(readOf(text)).toEqual([expect.stringMatching(fault)])
})

test.each<[text: string, fault: RegExp]>([
  ['{"a": 1,}', /^1:9 this is YAML, but no JSON: .*; mend it, or name the file \.yaml$/],
  ['{\n  # ours\n  "a": 1\n}', /^2:3 this is YAML, but no JSON/],
  ['{\n  a: 1\n}', /^2:3 this is YAML, but no JSON/],
  ['a: 1\n', /^1:1 this is YAML, but no JSON/],
  ['{\n  "a": 1\n  "b": 2\n}', /^2:8 a comma or a closing bracket is missing before this$/],
  ['{\n  "a": 1,\n  "a": 2\n}', /^3:3 "a" is there twice in the same object; leave one away$/],
  ['', /^1:1 this is YAML, but no JSON/],
])('%j is no JSON: %s', (text, fault) => {
  expect(readOf(text, 'json')).toEqual([expect.stringMatching(fault)])
})

it('a few lines that stand for gigabytes are refused at once', () => {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]']
  for (let i = 1; i < 12; i++)
    lines.push(
      `a${i}: &a${i} [${Array(10)
        .fill(`*a${i - 1}`)
        .join(', ')}]`,
    )
  const started = performance.now()
  expect(parseWritten(lines.join('\n'), 'yaml').faults).toHaveLength(11)
  expect(performance.now() - started).toBeLessThan(1_000)
})

it('what nests without end is refused, and not with a crash', () => {
  for (const text of ['['.repeat(9_000), '- '.repeat(9_000), `${'['.repeat(100)}${']'.repeat(100)}`])
    expect(readOf(text)).toEqual([expect.stringContaining('this nests deeper than any configuration does')])
  for (const text of ['{"a":'.repeat(9_000), `${'['.repeat(9_000)}${']'.repeat(9_000)}`])
    expect(parseWritten(text, 'json').faults).not.toEqual([])
})

it('a fault is found under names that hold dots, brackets and colons', () => {
  const { locate } = parseWritten(
    'prompts:\n  - who:\n      traits:\n        "a.b: c": [1]\n        d: {"1": x}\n',
    'yaml',
  )
  expect(locate('prompts[0].who.traits.a.b: c[0]: must be text')).toMatch(/^4:20 /)
  expect(locate('prompts[0].who.traits.d[1]: must be a list')).toMatch(/^5:18 /)
  expect(locate('prompts[0].who.traits.e.f: is missing')).toMatch(/^3:7 /)
  expect(locate('the document: "project" is missing')).toMatch(/^1:1 /)
  expect(locate('prompts[7].id: is no id')).toMatch(/^1:1 /)
})
