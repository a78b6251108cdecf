import { expect, it } from 'vitest'

import { createImpressions } from './impressions.ts'

const NOW = new Date('2026-11-26T10:00:00Z')
const later = (days: number) => new Date(NOW.getTime() + days * 86_400_000)
const impressions = createImpressions(Buffer.from('one'))
const issued = impressions.issue('shop', 'payment-feel', NOW)

it('an impression is good for its project and prompt, for fifteen days', () => {
  expect(impressions.faultOf(issued, 'shop', 'payment-feel', later(14.99))).toBeNull()
  expect(impressions.faultOf(issued, 'shop', 'payment-feel', later(15.01))).toBe('impression_expired')
  expect(issued.length).toBeLessThanOrEqual(64)
})

it('no two are alike', () => {
  expect(new Set(Array.from({ length: 1_000 }, () => impressions.issue('shop', 'payment-feel', NOW))).size).toBe(1_000)
})

it.each([
  ['another project', issued, 'other', 'payment-feel'],
  ['another prompt', issued, 'shop', 'cart-feel'],
  ['a project and prompt that run together alike', issued, 'shop\0payment-feel', ''],
  ['another service', createImpressions(Buffer.from('two')).issue('shop', 'payment-feel', NOW), 'shop', 'payment-feel'],
  ['nothing', '', 'shop', 'payment-feel'],
  ['its half', issued.slice(0, 22), 'shop', 'payment-feel'],
  ['another spelling', `${issued}=`, 'shop', 'payment-feel'],
  ['one with something appended', `${issued}AAAA`, 'shop', 'payment-feel'],
  ['no token', '💥'.repeat(11), 'shop', 'payment-feel'],
])('%s is none', (_, impression, project, prompt) =>
  expect(impressions.faultOf(impression, project, prompt, NOW)).toBe('impression_invalid'),
)

it('a later end is seen, wherever it is written', () => {
  for (let i = 0; i < 32; i++) {
    const bytes = Buffer.from(issued, 'base64url')
    bytes[i]! ^= 1
    expect(impressions.faultOf(bytes.toString('base64url'), 'shop', 'payment-feel', NOW)).toBe('impression_invalid')
  }
})
