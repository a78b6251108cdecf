import { describe, expect, it } from 'vitest'

import { createStore } from './store.ts'
import { breakStorage, createBrokenStorage, createFakeStorage } from './testing/fake-storage.ts'

describe('store', () => {
  it('nothing is stored before it may be, and what is known moves along once it may', () => {
    const area = createFakeStorage()
    const store = createStore('a:', () => area)
    store.set('x', { n: 1 })
    expect(Object.keys(area)).toEqual([])
    store.keep(true)
    expect(area.getItem('a:x')).toBe('{"n":1}')
  })

  it('who consents anew at each page is the same person: what is stored wins', () => {
    const area = createFakeStorage()
    area.setItem('a:p', '"before"')
    const store = createStore('a:', () => area)
    store.set('p', 'new')
    store.keep(true)
    expect(store.get('p')).toBe('before')
  })

  it('a denial removes what is stored under its own prefix, and nothing else', () => {
    const area = createFakeStorage()
    area.setItem('other', 'stays')
    const store = createStore('a:', () => area)
    store.keep(true)
    store.set('x', 1)
    store.keep(false)
    expect(Object.keys(area)).toEqual(['other'])
    store.set('x', 2)
    expect([store.get('x'), Object.keys(area)]).toEqual([2, ['other']])
  })

  const METHODS = ['getItem', 'setItem', 'removeItem'] as const
  const BROKEN = [1, 2, 3, 4, 5, 6, 7].map((bits) => METHODS.filter((_, i) => bits & (1 << i)))
  const ERRORS = ['SecurityError', 'QuotaExceededError']

  it.each(ERRORS.flatMap((error) => BROKEN.map((broken) => [broken, error] as const)))(
    'storage that throws at %j (%s) leaves it working in memory',
    (broken, error) => {
      const store = createStore('a:', () => createBrokenStorage([...broken], error))
      store.set('before', 0)
      store.keep(true)
      store.set('x', [1])
      store.set('y', 2)
      store.set('y')
      const isReadable = !broken.includes('getItem') || broken.includes('setItem')
      expect([store.get('x'), store.get('y') ?? null, store.keys('')]).toEqual([
        isReadable ? [1] : undefined,
        null,
        ['before', 'x'],
      ])
      store.keep(true)
      store.keep(false)
      expect(store.keys('')).toEqual([])
    },
  )

  it.each(BROKEN)(
    'storage that throws midway (%j, …) never throws at the page, and what was removed stays away',
    (...broken) => {
      const area = createFakeStorage()
      const store = createStore('a:', () => area)
      store.keep(true)
      store.set('x', 'old')
      store.set('y', 'old')
      breakStorage(area, broken)
      store.set('x', 'new')
      store.set('y')
      const isRead = !broken.includes('getItem') || broken.includes('setItem')
      expect(!isRead || store.get('x') === 'new').toBe(true)
      expect(store.keys('')).toEqual(['x'])
      expect(store.get('y') ?? null).toBeNull()
    },
  )

  it('storage that is null leaves it working in memory', () => {
    const store = createStore('a:', () => null as unknown as Storage)
    store.keep(true)
    store.set('x', 1)
    expect([store.get('x'), store.get('y'), store.keys('')]).toEqual([1, null, ['x']])
  })

  it('storage whose mention throws leaves it working in memory', () => {
    const store = createStore('a:', () => {
      throw new Error('SecurityError')
    })
    store.keep(true)
    store.set('x', 1)
    expect([store.get('x'), store.keys('x')]).toEqual([1, ['x']])
  })

  it('where storage is full, the newer value is read, not the older one', () => {
    const area = createFakeStorage()
    const store = createStore('a:', () => area)
    store.keep(true)
    store.set('x', 'old')
    Object.defineProperty(area, 'setItem', {
      value: () => {
        throw new Error('QuotaExceededError')
      },
    })
    store.set('x', 'new')
    expect(store.get('x')).toBe('new')
    const next = createStore('a:', () => area)
    next.keep(true)
    expect(next.get('x')).toBeNull()
  })

  it.each(['{"half', '', '\u0000', '\ud800', 'undefined'])('the corrupt value %j is none', (garbage) => {
    const area = createFakeStorage()
    area.setItem('a:x', garbage)
    const store = createStore('a:', () => area)
    store.keep(true)
    expect(store.get('x') ?? null).toBeNull()
  })

  it('keys that objects already have are keys as any other', () => {
    const store = createStore('a:', createFakeStorage)
    store.keep(true)
    for (const key of ['__proto__', 'constructor', 'getItem']) store.set(key, key)
    expect(store.keys('').map((key) => [key, store.get(key)])).toEqual([
      ['__proto__', '__proto__'],
      ['constructor', 'constructor'],
      ['getItem', 'getItem'],
    ])
    expect(Reflect.get({}, 'x')).toBeUndefined()
  })
})
