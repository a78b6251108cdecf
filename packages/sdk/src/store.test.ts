import { describe, expect, it } from 'vitest'

import { createStore } from './store.ts'
import { createBrokenStorage, createFakeStorage } from './testing/fake-storage.ts'

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

  it.each([[['setItem']], [['getItem', 'setItem']], [['getItem', 'setItem', 'removeItem']]] as (keyof Storage)[][][])(
    'storage that throws at %j leaves it working in memory',
    (broken) => {
      const store = createStore('a:', () => createBrokenStorage(broken))
      store.keep(true)
      store.set('x', [1])
      store.set('y', 2)
      store.set('y')
      expect([store.get('x'), store.get('y') ?? null, store.keys('')]).toEqual([[1], null, ['x']])
    },
  )

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
  })

  it('a corrupt value is none', () => {
    const area = createFakeStorage()
    area.setItem('a:x', '{"half')
    const store = createStore('a:', () => area)
    store.keep(true)
    expect(store.get('x')).toBeUndefined()
  })
})
