import { expect, it } from 'vitest'

import { tidyContext, tidyEvent, tidyTexts } from './tidy.ts'

it('NUL and halves of characters go, whole characters stay', () => {
  expect(tidyTexts('a\0b\ud800c\udc00d😀e')).toBe('abcd😀e')
  expect(tidyTexts({ answers: { why: ['x\0'] }, n: 1, none: null })).toEqual({
    answers: { why: ['x'] },
    n: 1,
    none: null,
  })
})

it('a comment is trimmed, cut where the widget stops typing, and left away where it says nothing', () => {
  expect(tidyEvent({ comment: '  slow \n' })).toEqual({ comment: 'slow' })
  expect(tidyEvent({ comment: ' \n ' })).toEqual({})
  expect(tidyEvent({ comment: null })).toEqual({})
  expect(tidyEvent({ comment: `${'x'.repeat(1_999)}😀` })).toEqual({ comment: 'x'.repeat(1_999) })
})

it('a comment of another type is left for the schema to refuse', () => {
  expect(tidyEvent({ comment: { __html: 'x' } })).toEqual({ comment: { __html: 'x' } })
})

it('a page is its path: no host, no query, no fragment', () => {
  const pageOf = (page: string) => tidyContext({ page })
  expect(pageOf('/reset?token=secret#x')).toEqual({ page: '/reset' })
  expect(pageOf('/a#/b?c')).toEqual({ page: '/a' })
  expect(pageOf('https://somebody:pw@shop.example/cart?x')).toEqual({ page: '/cart' })
})

it('a locale and a reason are cut where they may be no longer, and cost nobody a batch', () => {
  expect(tidyContext({ locale: 'x'.repeat(90), device: 'mobile' })).toEqual({
    locale: 'x'.repeat(35),
    device: 'mobile',
  })
  expect(tidyEvent({ type: 'failed', reason: 'x'.repeat(90) })).toEqual({ type: 'failed', reason: 'x'.repeat(64) })
  expect(tidyEvent({ reason: { code: 1 } })).toEqual({ reason: { code: 1 } })
})

it('what turns the direction of a text or drives a terminal is taken out; line ends and the marks of right-to-left scripts stay', () => {
  expect(tidyTexts('a\u202eb\u2066c\u2069 \u001b[31md\u0007\u009be')).toBe('abc [31mde')
  expect(tidyTexts('one\n\ttwo \u200fשלום\u200e 👩‍👩‍👧')).toBe('one\n\ttwo \u200fשלום\u200e 👩‍👩‍👧')
})

it('what names a person is taken out of a comment, a page and traits', () => {
  const context = { page: '/u/jane@example.com/x?y', traits: { plan: 'pro', mail: 'jane@example.com' } }
  expect(tidyEvent({ comment: 'call +49 170 1234567', context })).toEqual({
    comment: 'call [number]',
    context: { page: '/u/[email]/x', traits: { plan: 'pro', mail: '[email]' } },
  })
})
