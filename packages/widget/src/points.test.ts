import { expect, test } from 'vitest'

import { pointsOf } from './points.ts'

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
