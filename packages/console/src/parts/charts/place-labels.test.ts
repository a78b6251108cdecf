import { expect, test } from 'vitest'

import { type Box, doOverlap, type Label, placeLabels } from './place-labels.ts'

const BOUNDS = { x: 0, y: 24, width: 328, height: 270 }
const CORNER = { x: 12, y: 28, width: 90, height: 20 }

test('a label stands right of its point where that is free, and elsewhere where it is not', () => {
  const label = { x: 100, y: 100, width: 60, height: 20 }
  expect(placeLabels([label], BOUNDS, [], 30)).toEqual([{ x: 109, y: 90, width: 60, height: 20 }])
  const [left] = placeLabels([{ ...label, x: 300 }], BOUNDS, [], 30)
  expect(left).toEqual({ x: 231, y: 90, width: 60, height: 20 })
})

test('no label covers another, a point or what stands in the corners, however crowded it is', () => {
  const random = randomFrom(7)
  for (let round = 0; round < 200; round++) {
    const labels: Label[] = Array.from({ length: 30 }, (_, i) => ({
      x: 40 + 90 * random(),
      y: 60 + 200 * random(),
      width: 8 + (i < 9 ? 1 : 2) * 7.6,
      height: 20,
    }))
    const places = placeLabels(labels, BOUNDS, [CORNER], 140).filter((box): box is Box => box !== null)
    expect(places.length).toBeGreaterThan(24)
    for (const [i, box] of places.entries()) {
      expect(box.x >= 0 && box.y >= 24 && box.x + box.width <= 328 && box.y + box.height <= 294).toBe(true)
      expect(doOverlap(box, CORNER)).toBe(false)
      expect(places.slice(i + 1).some((other) => doOverlap(box, other))).toBe(false)
      expect(labels.some(({ x, y }) => doOverlap(box, { x: x - 6, y: y - 6, width: 12, height: 12 }))).toBe(false)
    }
  }
})

test('what has no place within reach has none', () => {
  const labels = Array.from({ length: 40 }, () => ({ x: 100, y: 100, width: 80, height: 20 }))
  expect(placeLabels(labels, BOUNDS, [], 30).filter((box) => box === null).length).toBeGreaterThan(30)
})

/** Source: the minimal standard generator of Park & Miller. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
}
