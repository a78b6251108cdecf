import { expect, test } from 'vitest'

import { originFaults, originsIn } from './origins.ts'

test('origins are read line by line, however they were pasted', () => {
  expect(originsIn(' https://Shop.example/ \n\nhttps://*.shop.example\nnull')).toEqual([
    'https://shop.example',
    'https://*.shop.example',
    'null',
  ])
})

test.each([
  ['shop.example/checkout', 'Line 1, “shop.example/checkout”: say how it is reached: https://shop.example'],
  [
    'https://shop.example/checkout',
    'Line 1, “https://shop.example/checkout”: leave the path away: https://shop.example',
  ],
  ['ftp://shop.example', 'Line 1, “ftp://shop.example”: only pages of https:// and http:// report.'],
  ['https://shop.*', 'Line 1, “https://shop.*”: a star stands for the first part only, as in https://*.shop.example'],
  ['https://sh op', 'Line 1, “https://sh op”: this is no origin. Write it as https://shop.example'],
])('%s is refused with the way out', (line, fault) => {
  expect(originFaults(line)).toEqual([fault])
})

test('what the service takes is no fault, and lines are counted as they are seen', () => {
  expect(originFaults('https://shop.example:8443\n\nhttp://localhost\nnull\nhttps://*.shop.example/')).toEqual([])
  expect(originFaults('https://shop.example\n\nshop')[0]).toMatch(/^Line 3, /)
})
