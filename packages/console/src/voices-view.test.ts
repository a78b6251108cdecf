import { expect, test } from 'vitest'

import { createChange, readView, searchOf, withDay } from './voices-view.ts'

const read = (search: string) => readView(new URLSearchParams(search))

test('an address without anything shows every voice with words, and themes by faces', () => {
  expect(read('')).toEqual({
    step: null,
    feel: [],
    words: 'only',
    origin: null,
    q: '',
    tag: '',
    from: '',
    to: '',
    where: {},
    contrast: 'faces',
    date: '',
    theme: '',
    voice: '',
  })
  expect(searchOf(read(''))).toBe('')
})

test('what an address says is read, and written as it was', () => {
  const search =
    '?step=payment&feel=1%2C2&words=all&origin=import&device=mobile&contrast=date&q=voucher+code&tag=price&from=2026-11-01&to=2026-11-30&date=2026-11-23&theme=pay&voice=x'
  expect(read(search)).toMatchObject({
    step: 'payment',
    feel: [1, 2],
    q: 'voucher code',
    tag: 'price',
    where: { device: 'mobile' },
    date: '2026-11-23',
  })
  expect(searchOf(read(search))).toBe(search)
  expect(searchOf(read('?step='))).toBe('?step=')
})

test('what makes no sense is left out', () => {
  const senseless = '?feel=2,x,11,2,1&words=some&origin=moon&contrast=step&date=2026-13-40'
  expect(read(senseless)).toEqual({ ...read(''), feel: [1, 2] })
})

test('whatever is asked for anew closes what was open, and opening a moment changes nothing else', () => {
  const change = createChange('demo', 'checkout', read('?step=payment&theme=pay&voice=x'))
  expect(change({ feel: [1] })).toBe('/console/a/demo/checkout/voices?step=payment&feel=1')
  expect(change({ voice: 'y' })).toBe('/console/a/demo/checkout/voices?step=payment&theme=pay&voice=y')
  expect(change({ theme: 'slow' })).toBe('/console/a/demo/checkout/voices?step=payment&theme=slow')
})

test('days never go backwards: the other comes along, and an address that says so says nothing', () => {
  const days = { from: '2026-11-03', to: '2026-11-20' }
  expect(withDay(days, 'from', '2026-11-24')).toEqual({ from: '2026-11-24', to: '2026-11-24' })
  expect(withDay(days, 'to', '2026-11-01')).toEqual({ from: '2026-11-01', to: '2026-11-01' })
  expect(withDay(days, 'to', '2026-11-10')).toEqual({ from: '2026-11-03', to: '2026-11-10' })
  expect(withDay(days, 'to', '')).toEqual({ from: '2026-11-03', to: '' })
  expect(read('?from=2026-11-20&to=2026-11-03')).toMatchObject({ from: '', to: '' })
})
