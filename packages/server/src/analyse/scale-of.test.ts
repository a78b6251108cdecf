import { SCALES } from '@attune/protocol'
import { expect, test } from 'vitest'

import { chooseScale } from './scale-of.ts'

const VERSIONS = [
  { prompt: 'a', version: 1, scale: 'thumbs', isCurrent: false },
  { prompt: 'a', version: 2, scale: 'faces', isCurrent: true },
  { prompt: 'b', version: 1, scale: 'nps', isCurrent: false },
  { prompt: 'c', version: 1, scale: 'stars', isCurrent: true },
  { prompt: 'd', version: 1, scale: 'ease', isCurrent: true },
] as const

test('without a prompt all five-point scales are added up, and nothing that starts or ends elsewhere', () => {
  expect(chooseScale(VERSIONS, null)).toEqual({
    range: SCALES.faces,
    without: [
      { prompt: 'a', version: 1 },
      { prompt: 'b', version: 1 },
      { prompt: 'd', version: 1 },
    ],
  })
})

test("a prompt is told on its current version's scale; one that is gone on its newest", () => {
  expect(chooseScale(VERSIONS, 'a')).toEqual({ range: SCALES.faces, without: [{ prompt: 'a', version: 1 }] })
  expect(chooseScale(VERSIONS, 'b')).toEqual({ range: SCALES.nps, without: [] })
})
