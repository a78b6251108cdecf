import type { ConfigurationDocument, PromptDocument } from '@attune/protocol'
import { expect, it } from 'vitest'

import { shop } from '../testing/shop.ts'
import { linesOfChange } from './differences.ts'
import { wholeOf } from './document.ts'

const whole = (document: ConfigurationDocument) => wholeOf(document, ['pk_shop'])

/** What becomes of the shop where its first prompt becomes something else, and is published. */
function linesOf(change: Partial<PromptDocument>): string[] {
  const before = whole(shop())
  const [first, ...others] = before.prompts
  const after = whole({ ...before, prompts: [{ ...(first as PromptDocument), ...change }, ...others] })
  const published = [{ prompt: first?.id ?? '', version: 2 }]
  return linesOfChange({ created: false, published, before, after, etag: '' })
}

it('nothing that differs is no line', () => {
  const document = whole(shop())
  expect(linesOfChange({ created: false, published: [], before: document, after: document, etag: '' })).toEqual([])
})

it('other words begin a new series', () => {
  const last = linesOf({ wording: { default: { question: 'Was it fine?' } } }).at(-1)
  expect(last).toMatch(/: version 2 is published, and begins a new series/)
})

it('whom it asks begins none: their answers are of the same question', () => {
  const last = linesOf({ share: 0.123, who: { devices: ['mobile'] } }).at(-1)
  expect(last).toMatch(/: version 2 is published$/)
})
