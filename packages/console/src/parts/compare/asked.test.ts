import type { CompareAnswer, CompareQuestion } from '@attune/protocol'
import { expect, test } from 'vitest'

import { changed, kindOf, narrowedTo, narrowings, withNarrowed, withSides, withStep } from './asked.ts'
import { waysOut } from './ways-out.ts'

const of = (search: string): URLSearchParams => new URLSearchParams(search)

test('how sides are told apart is read from the address, and nothing else is', () => {
  const kinds = {
    'release=2': 'release',
    'date=2026-01-01': 'date',
    'by=release&a=1&b=2': 'releases',
    'by=device': 'device',
  }
  for (const [search, kind] of Object.entries(kinds)) expect(kindOf(of(search))).toBe(kind)
  for (const search of ['', 'by=nonsense', 'release=', 'step=pay']) expect(kindOf(of(search))).toBeNull()
})

test('other sides keep the step and what it is narrowed to, but for what they are told apart by', () => {
  const asked = of('step=pay&release=2&weeks=8&where=device:mobile&where=locale:de')
  expect(withSides(asked, { by: 'device', a: 'x', b: 'y' })).toBe('?step=pay&where=locale%3Ade&by=device&a=x&b=y')
  expect(withSides(of('step=pay&by=variant&a=1&b=2&prompt=p'), { date: '2026-01-01' })).toBe(
    '?step=pay&date=2026-01-01',
  )
})

test('another step keeps the sides, and not what was of the step before', () => {
  const asked = of('step=pay&release=2&prompt=p&control=cart&where=version:2&where=device:mobile')
  expect(withStep(asked, 'cart')).toBe('?step=cart&release=2&where=device%3Amobile')
})

test('narrowing is set, read and taken away by name', () => {
  const mobile = of(withNarrowed(of('step=pay&where=locale:de'), 'device', ['mobile']).slice(1))
  expect(narrowedTo(mobile, 'device')).toBe('mobile')
  expect(narrowings(mobile)).toBe(2)
  expect(withNarrowed(mobile, 'device', [])).toBe('?step=pay&where=locale%3Ade')
  expect(changed(of('step=pay&weeks=8'), { weeks: null })).toBe('?step=pay')
})

const question = (prompt: string, version: number, alike: number, variant = ''): CompareQuestion => ({
  prompt,
  version,
  variant,
  question: `Question ${alike}`,
  alike,
})

function answerOf(a: CompareQuestion[], b: CompareQuestion[], by: CompareAnswer['by'] = 'time'): CompareAnswer {
  return { by, a: { questions: a }, b: { questions: b } } as unknown as CompareAnswer
}

test('the way out is whatever both sides were asked alike: by prompts, versions and variants, as few as tell it apart', () => {
  const prompts = answerOf([question('2016', 1, 1)], [question('2017', 1, 1), question('nps', 1, 2)])
  expect(waysOut(prompts, of('step='))).toEqual([{ search: '?step=&prompt=2016%2C2017', said: '“Question 1”' }])
  const versions = answerOf([question('p', 1, 1), question('p', 2, 1)], [question('p', 2, 1), question('p', 3, 2)])
  expect(waysOut(versions, of(''))).toEqual([
    { search: '?prompt=p&where=version%3A1&where=version%3A2', said: '“Question 1” (version 1 and 2)' },
  ])
  const variants = answerOf([question('p', 1, 1, 'a')], [question('p', 1, 1, 'a'), question('p', 1, 2, 'b')])
  expect(waysOut(variants, of(''))).toEqual([
    { search: '?prompt=p&where=version%3A1&where=variant%3Aa', said: '“Question 1” (version 1)' },
  ])
})

test('there is no way out where nothing was asked alike, or the sides themselves are what differs', () => {
  expect(waysOut(answerOf([question('p', 1, 1)], [question('p', 2, 2)]), of(''))).toEqual([])
  const mixed = [question('p', 1, 1), question('p', 2, 2)]
  expect(waysOut(answerOf(mixed, mixed, 'version'), of('by=version'))).toEqual([])
})
