import { expect, test } from 'vitest'

import { contrastAt, themeDraftOf } from './theme-words.ts'

test('colours that cannot be told apart are named with the nearest that can', () => {
  const { light } = themeDraftOf({ light: { background: '#fff', accent: '#f0c0d0' } })
  expect(contrastAt('light', 'accent', light)).toMatchObject({ ratio: '1.5', isEnough: false, least: 3 })
  expect(contrastAt('light', 'text', light)?.isEnough).toBe(true)
  expect(contrastAt('light', 'background', light)).toBeNull()
})
