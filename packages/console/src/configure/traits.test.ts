import { expect, test } from 'vitest'

import { faultOfRow, isSaidByRows, rowsOf, traitsIn, traitsOf } from './traits.ts'

test('a row that is half-written is no condition, and says what it lacks', () => {
  const rows = [
    { name: 'plan', values: ['pro'] },
    { name: 'beta', values: [] },
    { name: ' ', values: ['x'] },
  ]
  expect(traitsOf(rows)).toEqual({ plan: ['pro'] })
  expect(rows.map((_, at) => faultOfRow(rows, at))).toEqual([
    undefined,
    'Say which values. Until then it is no condition.',
    'Say which trait this is about. Until then it is no condition.',
  ])
  expect(traitsOf([{ name: '', values: [] }])).toBeUndefined()
  expect(faultOfRow([{ name: '', values: [] }], 0)).toBeUndefined()
})

test('a name that is typed through another one takes nothing from it', () => {
  const rows = [
    { name: 'plan', values: ['pro'] },
    { name: 'plan', values: ['x'] },
  ]
  expect(traitsOf(rows)).toEqual({ plan: ['pro'] })
  expect(faultOfRow(rows, 1)).toMatch(/“plan” is above already/)
  expect(traitsOf(rows.with(1, { name: 'plan2', values: ['x'] }))).toEqual({ plan: ['pro'], plan2: ['x'] })
})

test('what is kept in another order is the same', () => {
  const rows = rowsOf({ plan: ['pro'], age: ['new'] })
  expect(isSaidByRows(rows, { age: ['new'], plan: ['pro'] })).toBe(true)
  expect(isSaidByRows(rows, { age: ['new'] })).toBe(false)
  expect(isSaidByRows(rows, { age: ['new'], plan: ['team'] })).toBe(false)
})

test('one person’s traits are read as people write them', () => {
  expect(traitsIn('plan: pro, beta = yes,, x:')).toEqual({ plan: 'pro', beta: 'yes' })
})
