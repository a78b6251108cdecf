import type { Driver } from '@attune/protocol'
import { expect, test } from 'vitest'

import { findingOf } from './finding.ts'

function step(name: string, rho: [number, number, number] | null, more: Partial<Driver> = {}): Driver {
  const [value, low, high] = rho ?? [null, null, null]
  const direction = rho === null ? null : (low ?? 0) > 0 ? 'with' : (high ?? 0) < 0 ? 'against' : 'unclear'
  const figures = { rho: value, rho_low: low, rho_high: high, direction }
  return { step: name, name, n: 300, tier: 'ranked', rank: 1, ...figures, ...more } as Driver
}

const said = (steps: Driver[]) => {
  const finding = findingOf(steps)
  if (finding.kind === 'first') return ['first', finding.top.name, finding.rivals.map(({ name }) => name)]
  return finding.kind === 'hint' ? ['hint', finding.top.name] : [finding.kind]
}

test('a step matters most where no other’s interval reaches its own; else it is too close to call with those', () => {
  const paying = step('paying', [0.66, 0.59, 0.73])
  const delivery = step('delivery', [0.38, 0.27, 0.49], { rank: 2 })
  expect(said([delivery, paying])).toEqual(['first', 'paying', []])
  const close = step('close', [0.52, 0.42, 0.59], { rank: 2 })
  expect(said([paying, close, delivery])).toEqual(['first', 'paying', ['close']])
})

test('the other way round counts by its strength', () => {
  const against = step('against', [-0.5, -0.6, -0.4])
  const near = step('near', [0.35, 0.28, 0.42], { rank: 2 })
  const far = step('far', [-0.3, -0.38, -0.2], { rank: 3 })
  expect(said([near, against, far])).toEqual(['first', 'against', ['near']])
})

test('where not even the strongest clearly goes with it, nothing stands out', () => {
  expect(said([step('cart', [0.04, -0.02, 0.1])])).toEqual(['nothing'])
})

test('a step that all felt the same at has no place', () => {
  expect(said([step('same', null, { rank: null }), step('cart', [0.3, 0.2, 0.4])])).toEqual(['first', 'cart', []])
})

test('with fewer than 120 people there is a hint, with fewer than 60 nothing, and nobody is nobody', () => {
  const hint = step('hint', [0.3, 0.1, 0.5], { tier: 'hint', rank: null, n: 70 })
  const weaker = step('weaker', [-0.2, -0.4, 0.02], { tier: 'hint', rank: null, n: 90 })
  expect(said([weaker, hint])).toEqual(['hint', 'hint'])
  expect(findingOf([step('early', [0.9, 0.7, 1], { tier: 'too_early', rank: null, n: 30 })])).toEqual({
    kind: 'early',
    most: 30,
  })
  expect(said([step('none', null, { tier: 'none', rank: null, n: 0 })])).toEqual(['nobody'])
  expect(said([])).toEqual(['nobody'])
})
