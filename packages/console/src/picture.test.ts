import type { FeelFigures } from '@attune/protocol'
import { expect, test } from 'vitest'

import { drawPicture, type Slot } from './picture.ts'

test('every station shares one zero line', () => {
  const { value, low, high } = drawPicture(ACROSS, [figures(0.4), figures(-0.2)], false)
  expect({ low, high }).toEqual({ low: -0.5, high: 0.75 })
  expect(value(0.75)).toBe(112)
  expect(value(-0.5)).toBe(352)
  expect(value(0)).toBe(256)
})

test('down the page, good is to the right', () => {
  const { value, stations } = drawPicture(DOWN, [figures(0.4), figures(-0.2)], true)
  expect(value(0.5)).toBeGreaterThan(value(-0.5))
  expect(stations.map(({ at }) => at)).toEqual([26, 226])
})

test('the curve passes each net feel, and a step without a figure is only bridged', () => {
  const { curve, known } = drawPicture([...ACROSS, slot(400)], [figures(0.4), figures(null), figures(0.2)], false)
  expect(curve.startsWith('M20,179.2')).toBe(true)
  expect(curve.endsWith('420,217.6')).toBe(true)
  expect(known).toEqual([
    { from: -4, to: 44 },
    { from: 396, to: 444 },
  ])
})

test('one figure alone still shows its interval as a band', () => {
  const { band } = drawPicture(ACROSS, [figures(0.4), figures(null)], false)
  expect(band).toContain('-4,')
  expect(band).toContain('44,')
})

function slot(x: number): Slot {
  return { x, y: 100, width: 200, height: 264 }
}

function figures(net: number | null): FeelFigures {
  const bounds = net === null ? { net_low: null, net_high: null } : { net_low: net - 0.1, net_high: net + 0.1 }
  return { n: 100, tier: 'shown', scores: net === null ? null : [10, 10, 10, 10, 60], net, ...bounds } as FeelFigures
}

const ACROSS = [slot(0), slot(200)]
const DOWN = [
  { x: 0, y: 0, width: 112, height: 200 },
  { x: 0, y: 200, width: 112, height: 200 },
]
