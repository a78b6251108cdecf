import { expect, test } from 'vitest'

import { cellOf } from './download-csv.ts'

test.each([
  ['1,790', 1790],
  ['+41', 41],
  ['−12', -12],
  ['0.33', 0.33],
  ['62\u202f%', '62%'],
  ['–', null],
  ['', null],
  ['+41 (+30 to +52)', '+41 (+30 to +52)'],
  ['=cmd()', '=cmd()'],
  ['3-4', '3-4'],
])('"%s" in a table is %o in its file', (shown, cell) => {
  expect(cellOf(shown)).toBe(cell)
})
