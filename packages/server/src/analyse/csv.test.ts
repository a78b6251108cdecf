import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'

import { toCsv } from './csv.ts'

test('what a spreadsheet would run is text', () => {
  const formulas = ['=1+1', '+1', '-1', '@x', '\t=1', '\r=1', '\n=1', '\0=1', ' =1', '＝1', '\u00a0-1', '\nx']
  const cells = parse(
    toCsv(
      ['=header'],
      formulas.map((text) => [text]),
    ),
  )
  expect(cells).toEqual([["'=header"], ...formulas.map((text) => [`'${text}`])])
})

test('numbers stay numbers, texts come back whole, and what is absent is empty', () => {
  expect(toCsv(['a', 'b', 'c', 'd'], [[-0.5, 'say "hi",\r\nyou', null, true]])).toBe(
    '"a","b","c","d"\r\n-0.5,"say ""hi"",\r\nyou",,true\r\n',
  )
})
