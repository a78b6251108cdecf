import { expect, test } from 'vitest'

import { hrefOf, isLinkPath, joinSecret, linkSecret, parseRoute, type Route, signInSecret } from './route.ts'

test('every address that is written is read back as the same place', () => {
  const routes: Route[] = [
    { page: 'home' },
    { page: 'journey', project: 'demo', journey: 'checkout' },
    { page: 'step', project: 'demo', journey: 'checkout', step: 'payment', feel: null, words: 'all' },
    { page: 'configure', project: 'demo', section: 'prompts', id: null },
    { page: 'configure', project: 'a b', section: 'journeys', id: 'ü/1' },
    { page: 'analyse', project: 'a b', journey: 'ü/1', view: 'compare', search: '?step=pay%2Fment' },
    { page: 'account' },
    { page: 'join' },
    { page: 'new' },
    { page: 'step', project: 'a b', journey: 'ü/1', step: '100%', feel: 10, words: 'only', by: 'month' },
  ]
  for (const route of routes) {
    const url = new URL(hrefOf(route), 'https://console.example')
    expect(parseRoute(url.pathname, url.search)).toEqual(route)
  }
})

test('a filter that makes no sense is left out', () => {
  expect(parseRoute('/console/p/demo/checkout/payment', '?feel=many&words=some')).toMatchObject({
    feel: null,
    words: 'all',
  })
})

test('an address that is cut off or too long names nothing', () => {
  expect(parseRoute('/console/p/demo', '')).toEqual({ page: 'unknown' })
  expect(parseRoute('/console/p/a/b/c/d', '')).toEqual({ page: 'unknown' })
  expect(parseRoute('/console/settings', '')).toEqual({ page: 'unknown' })
  expect(parseRoute('/console/c/demo', '')).toEqual({ page: 'unknown' })
  expect(parseRoute('/console/c/demo/secrets', '')).toEqual({ page: 'unknown' })
  expect(parseRoute('/console/a/demo/checkout', '')).toEqual({ page: 'unknown' })
  expect(parseRoute('/console/a/demo/checkout/secrets', '')).toEqual({ page: 'unknown' })
})

test('a broken escape does not take the page down', () => {
  expect(parseRoute('/console/p/demo/%zz', '')).toEqual({ page: 'journey', project: 'demo', journey: '%zz' })
})

test('only a sign-in link carries a secret', () => {
  expect(signInSecret('#sign-in=abc-123_x')).toBe('abc-123_x')
  expect(signInSecret('#main')).toBeNull()
  expect(signInSecret('#sign-in=')).toBeNull()
})

test('the secret of an invitation is read from a link to join, and from no other', () => {
  expect(joinSecret('/console/join', '#secret=abc')).toBe('abc')
  expect(joinSecret('/console/join', '#secret=')).toBeNull()
  expect(joinSecret('/console/', '#secret=abc')).toBeNull()
})

test('whoever follows a link is at the same places, below an address of their own', () => {
  expect(parseRoute('/console/s', '')).toEqual({ page: 'home' })
  expect(parseRoute('/console/s/', '')).toEqual({ page: 'home' })
  expect(parseRoute('/console/s/p/demo/checkout', '')).toEqual({
    page: 'journey',
    project: 'demo',
    journey: 'checkout',
  })
  expect(['/console/s/', '/console/s/p/demo/checkout', '/console/settings', '/console/p/s/s'].map(isLinkPath)).toEqual([
    true,
    true,
    false,
    false,
  ])
  expect([linkSecret('#link=al_x'), linkSecret('#link='), linkSecret('')]).toEqual(['al_x', null, null])
})
