import { expect, test } from 'vitest'

import { draftOf, journeyOf, matchSentence, moved, withAddress } from './steps.ts'

const CHECKOUT = {
  id: 'checkout',
  name: 'Checkout',
  goal: 'done',
  steps: [
    { id: 'cart', name: 'Cart', match: { urls: ['/cart'] } },
    { id: 'done', name: 'Thank you', importance: 2 },
  ],
}

test('what is read is written back as it was', () => {
  expect(journeyOf(draftOf(CHECKOUT), ['checkout'])).toEqual(CHECKOUT)
})

test('a step that is renamed keeps its id, and its answers with it', () => {
  const draft = draftOf(CHECKOUT)
  const [cart, done] = draft.steps
  const renamed = { ...draft, steps: [{ ...cart!, name: 'Basket' }, done!] }
  expect(journeyOf(renamed, []).steps[0]).toEqual({ id: 'cart', name: 'Basket', match: { urls: ['/cart'] } })
})

test('a new journey gets its ids by its names, and lines without a name are left away', () => {
  const steps = ['Upload', '', 'Upload', 'Read'].map((name, at) => ({ key: String(at), id: null, name }))
  expect(journeyOf({ id: null, name: 'First report', steps, goal: '3' }, ['first-report'])).toEqual({
    id: 'first-report-2',
    name: 'First report',
    goal: 'read',
    steps: [
      { id: 'upload', name: 'Upload' },
      { id: 'upload-2', name: 'Upload' },
      { id: 'read', name: 'Read' },
    ],
  })
})

test('what was emptied is no match any more', () => {
  const steps = [{ key: 'a', id: 'a', name: 'A', match: { urls: [], appears: ' ', clicked: '' } }]
  expect(journeyOf({ id: 'j', name: 'J', steps, goal: null }, []).steps).toEqual([{ id: 'a', name: 'A' }])
})

test.each([
  [{ urls: ['/pay', '/pay/*'], clicked: '.buy' }, 'At /pay or /pay/*, or when .buy is clicked.'],
  [{ appears: '#thanks' }, 'When #thanks appears.'],
  [undefined, "When your code says attune('step', 'checkout/payment')."],
])('how a step is noticed is said in words', (match, said) => {
  expect(matchSentence(match, 'checkout/payment')).toBe(said)
})

test('a thing is moved, and never over the end', () => {
  expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a'])
  expect(moved(['a', 'b', 'c'], 2, 3)).toEqual(['a', 'b', 'c'])
})

test('an address goes to one of the steps, once, or makes a step that is named after it', () => {
  const draft = draftOf(CHECKOUT)
  expect(withAddress(draft, 'cart', '/basket').steps[0]?.match).toEqual({ urls: ['/cart', '/basket'] })
  expect(withAddress(draft, 'cart', '/cart')).toEqual(draft)
  const more = withAddress(draft, '', '/checkout/gift-wrap.html')
  expect(more.steps.slice(0, 2)).toEqual(draft.steps)
  expect(journeyOf(more, []).steps[2]).toEqual({
    id: 'gift-wrap',
    name: 'Gift wrap',
    match: { urls: ['/checkout/gift-wrap.html'] },
  })
})
