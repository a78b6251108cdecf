import { expect, test } from 'vitest'

import type { Targeting } from './config.ts'
import { isFor } from './targeting.ts'
import type { Context } from './wire.ts'

const HERE: Context = {
  device: 'mobile',
  locale: 'de-AT',
  release: '2026.11',
  page: '/shop/checkout',
  traits: { plan: 'pro' },
}
const isForMe = (who: Targeting, isReturning = true) => isFor(who, HERE, isReturning)

test('who says nothing is for everybody', () => {
  expect(isFor({}, {}, false)).toBe('ok')
})

test('each condition is fulfilled by one of its values, and named where it is not', () => {
  expect(isForMe({ devices: ['tablet', 'mobile'] })).toBe('ok')
  expect(isForMe({ devices: ['desktop'] })).toBe('device')
  expect(isForMe({ releases: ['2026.10', '2026.11'] })).toBe('ok')
  expect(isForMe({ releases: ['2026.1'] })).toBe('release')
  expect(isForMe({ pages: ['/cart', '/shop/*'] })).toBe('ok')
  expect(isForMe({ pages: ['/shop'] })).toBe('page')
  expect(isForMe({ traits: { plan: ['team', 'pro'] } })).toBe('ok')
  expect(isForMe({ traits: { plan: ['free'] } })).toBe('traits')
  expect(isForMe({ traits: { plan: ['pro'], beta: ['yes'] } })).toBe('traits')
})

test('a language is fulfilled by its regions and not by another language, however it is written', () => {
  expect(isForMe({ locales: ['de'] })).toBe('ok')
  expect(isForMe({ locales: ['DE_at'] })).toBe('ok')
  expect(isForMe({ locales: ['de-DE'] })).toBe('locale')
  expect(isForMe({ locales: ['d'] })).toBe('locale')
  expect(isFor({ locales: ['de-AT'] }, { locale: 'de' }, true)).toBe('locale')
  expect(isFor({ locales: ['pt-br'] }, { locale: 'pt_BR' }, true)).toBe('ok')
})

test('somebody new and somebody seen before are told apart', () => {
  expect(isForMe({ returning: true }, true)).toBe('ok')
  expect(isForMe({ returning: true }, false)).toBe('visitor')
  expect(isForMe({ returning: false }, true)).toBe('visitor')
  expect(isForMe({ returning: false }, false)).toBe('ok')
})

test('what is unknown fulfils no condition, and an empty list is fulfilled by nobody', () => {
  const asked: [Targeting, string][] = [
    [{ devices: ['mobile'] }, 'device'],
    [{ locales: ['de'] }, 'locale'],
    [{ releases: ['2026.11'] }, 'release'],
    [{ pages: ['/**'] }, 'page'],
    [{ traits: { plan: ['pro'] } }, 'traits'],
    [{ traits: { constructor: ['pro'] } }, 'traits'],
  ]
  for (const [who, reason] of asked) expect(isFor(who, {}, true), reason).toBe(reason)
  expect(isForMe({ devices: [] })).toBe('device')
  expect(isForMe({ locales: [] })).toBe('locale')
  expect(isForMe({ pages: [] })).toBe('page')
  expect(isForMe({ traits: { plan: [] } })).toBe('traits')
})

test('of several conditions that fail the first is named, in the order of the reasons', () => {
  const none = { devices: [], locales: [], releases: [], pages: [], returning: false, traits: { plan: [] } }
  const reasons = ['device', 'locale', 'release', 'page', 'visitor', 'traits']
  const left = Object.entries(none)
  for (const reason of reasons) {
    expect(isForMe(Object.fromEntries(left))).toBe(reason)
    left.shift()
  }
})
