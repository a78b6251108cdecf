import { expect, test } from 'vitest'

import { overlaps } from './keep-clear.ts'

const card = { left: 900, top: 500, right: 1260, bottom: 700 }

test('a box under a corner of the card overlaps it', () => {
  expect(overlaps(card, { left: 850, top: 650, right: 910, bottom: 720 })).toBe(true)
})

test('a box inside the card overlaps it, and the card one inside of it', () => {
  const button = { left: 1000, top: 550, right: 1100, bottom: 590 }
  expect([overlaps(card, button), overlaps(button, card)]).toEqual([true, true])
})

test('boxes that only touch, or stand beside or above one another, do not', () => {
  expect(overlaps(card, { left: 800, top: 500, right: 900, bottom: 700 })).toBe(false)
  expect(overlaps(card, { left: 900, top: 100, right: 1260, bottom: 400 })).toBe(false)
})
