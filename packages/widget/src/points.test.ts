import { SCALES, type Scale } from '@attune/protocol'
import { expect, test } from 'vitest'

import { labelsOf, pointsOf } from './points.ts'
import { words } from './words/de.ts'

test('five faces stand for 1 to 5, worst first', () => {
  expect(pointsOf('faces')).toEqual([
    { feel: 1, face: 0 },
    { feel: 2, face: 1 },
    { feel: 3, face: 2 },
    { feel: 4, face: 3 },
    { feel: 5, face: 4 },
  ])
})

test('every scale runs from the worst face to the best', () => {
  expect(pointsOf('thumbs')).toEqual([
    { feel: 1, face: 0 },
    { feel: 2, face: 4 },
  ])
  expect(pointsOf('nps').map(({ feel }) => feel)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  expect(pointsOf('nps')[5]).toEqual({ feel: 5, face: 2 })
  expect(pointsOf('ease').at(-1)).toEqual({ feel: 7, face: 4 })
})

test('a scale from a later version shows nothing, rather than faces that mean something else', () => {
  expect(pointsOf('colours' as 'faces')).toEqual([])
})

test('every scale has a name for all of its points, or for its two ends', () => {
  for (const scale of Object.keys(SCALES) as Scale[]) {
    const { length } = labelsOf(scale, {}, words)
    expect([2, pointsOf(scale).length]).toContain(length)
  }
  expect(labelsOf('ease', {}, words).map(({ text }) => text)).toEqual(['Sehr schwer', 'Sehr leicht'])
  expect(labelsOf('csat', {}, words).map(({ text }) => text)).toEqual([
    'Sehr unzufrieden',
    'Unzufrieden',
    'Teils, teils',
    'Zufrieden',
    'Sehr zufrieden',
  ])
})

test('a prompt’s own words name the ends, and no point between them', () => {
  expect(labelsOf('faces', { low: 'Mies', high: 'Klasse' }, words)).toEqual([
    { text: 'Mies', isOwn: true },
    { text: 'Schlecht', isOwn: false },
    { text: 'Geht so', isOwn: false },
    { text: 'Gut', isOwn: false },
    { text: 'Klasse', isOwn: true },
  ])
})
