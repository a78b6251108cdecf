import { expect, test } from 'vitest'

import { fileName } from './download-name.ts'

const about = { project: { id: 'demo', name: 'Demo shop' }, journey: { id: 'checkout', name: 'Checkout' } }

test('a file is named after its project, its journey and its chart, in letters that every disk takes', () => {
  expect(fileName(about, 'Net feel, by week: “good”', 'svg')).toBe('demo-checkout-net-feel-by-week-good.svg')
  expect(fileName({ ...about, journey: null }, '../../Déjà vu', 'csv')).toBe('demo-deja-vu.csv')
  expect(fileName(null, 'x'.repeat(300), 'png')).toBe(`${'x'.repeat(60)}.png`)
})
