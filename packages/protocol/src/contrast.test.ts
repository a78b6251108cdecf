import { readFileSync } from 'node:fs'

import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { contrastOf, nearestPassing, WIDGET_COLORS } from './contrast.ts'

const hex = fc.integer({ min: 0, max: 0xffffff }).map((number) => `#${number.toString(16).padStart(6, '0')}`)

test('the ratios are those that are published', () => {
  expect(contrastOf('#000', '#fff')).toBe(21)
  expect(contrastOf('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
  expect(contrastOf('#767676', '#ffffff')).toBeCloseTo(4.54, 2)
  expect(contrastOf('#f00', '#ffffff')).toBeCloseTo(4.0, 2)
  expect(contrastOf('#0000ff', '#ffffff')).toBeCloseTo(8.59, 2)
  expect(contrastOf('#949494', '#fff')).toBeCloseTo(3.03, 2)
})

test('a colour does not stand out from itself, and it does not matter which of the two comes first', () => {
  fc.assert(
    fc.property(hex, hex, (one, other) => {
      expect(contrastOf(one, one)).toBe(1)
      expect(contrastOf(one, other)).toBe(contrastOf(other, one))
    }),
  )
})

test('the widget’s own colours pass in both schemes', () => {
  for (const { background, text, muted } of Object.values(WIDGET_COLORS)) {
    expect(contrastOf(text, background)).toBeGreaterThan(4.5)
    expect(contrastOf(muted, background)).toBeGreaterThan(4.5)
  }
})

test('a colour that passes is left as it is, and what is offered instead always passes', () => {
  expect(nearestPassing('#767676', '#fff', 4.5)).toBe('#767676')
  expect(nearestPassing('#777', '#ffffff', 4.5)).toBe('#767676')
  expect(nearestPassing('#ffd400', '#ffffff', 3)).toBe('#b09200')
  fc.assert(
    fc.property(hex, hex, fc.constantFrom(3, 4.5), (color, other, ratio) => {
      expect(contrastOf(nearestPassing(color, other, ratio), other)).toBeGreaterThanOrEqual(ratio)
    }),
  )
})

test('they are the colours that the widget really has', () => {
  const css = readFileSync(new URL('../../widget/src/widget.css', import.meta.url), 'utf8')
  const { light, dark } = WIDGET_COLORS
  for (const name of ['background', 'text', 'muted'] as const)
    expect(css, name).toMatch(new RegExp(`light-dark\\([^;]*${light[name]}[^;]*${dark[name]}`))
})
