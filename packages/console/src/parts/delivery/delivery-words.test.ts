import type { DeliveryBooks } from '@attune/protocol'
import { expect, test } from 'vitest'

import { isNothing, smallShare, summaryOf } from './delivery-words.ts'

const NOTHING: DeliveryBooks = {
  received: 0,
  stored: 0,
  duplicate: 0,
  quarantined: 0,
  refused: {},
  dropped: {},
  stripped: {},
}
const said = (books: Partial<DeliveryBooks>) =>
  summaryOf({
    project: 'p',
    from: '2026-11-01',
    to: '2026-11-30',
    zone: 'UTC',
    total: { ...NOTHING, ...books },
    days: [],
    bursts: [],
  })

test('what came in is said with what became of each part of it', () => {
  expect(said({})).toBe('Pages sent nothing in these days.')
  expect(said({ received: 1, stored: 1 })).toBe(
    'Everything that pages sent in these days is accounted for: 1 event came in; it is stored.',
  )
  expect(said({ received: 1200, stored: 1180, duplicate: 15, quarantined: 2, refused: { bot: 3 } })).toBe(
    'Everything that pages sent in these days is accounted for: 1,200 events came in; 1,180 are stored, 15 had come before and count once, 2 are kept aside and 3 were turned away.',
  )
  expect(said({ received: 2, stored: 2, dropped: { overflow: 1 } })).toBe(
    'Everything that pages sent in these days is accounted for: 2 events came in; all of them are stored. Besides, devices gave up 1 event before it could be sent.',
  )
})

test('what devices gave up is something, also where nothing came in', () => {
  expect(isNothing(NOTHING)).toBe(true)
  expect(isNothing({ ...NOTHING, dropped: { overflow: 1 } })).toBe(false)
  expect(isNothing({ ...NOTHING, received: 1, stored: 1 })).toBe(false)
})

test('a small share is told and never rounded to nothing', () => {
  expect(
    [
      [0, 9],
      [1, 9000],
      [4, 1000],
      [1, 4],
    ].map(([n = 0, all = 0]) => smallShare(n, all)),
  ).toEqual(['0\u202f%', 'under 0.1\u202f%', '0.4\u202f%', '25\u202f%'])
})
