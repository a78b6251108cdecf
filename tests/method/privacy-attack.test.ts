import { describe, expect, test } from 'vitest'

import { createBlocks, createPrimary, createSiblings, PLANTED } from './privacy/gates.ts'
import { createEquations, groupsAddingUp } from './privacy/linear.ts'
import { attackMany } from './privacy/trial.ts'

test('no group of fewer than five people is isolated behind the gate, whatever is asked on a hundred days', () => {
  const { broken, isolated, queries, told } = attackMany(6, createBlocks)
  expect({ broken, isolated }).toEqual({ broken: 0, isolated: 0 })
  expect(queries).toBe(6 * 100 * 592)
  // A gate that tells nothing would stand too.
  expect(told).toBeGreaterThan(0.85)
})

test('hiding small rows alone is broken, and so is hiding what gives them away in each answer by itself', () => {
  expect(attackMany(20, createPrimary, { untilBroken: true }).broken).toBe(20)
  expect(attackMany(20, createSiblings, { untilBroken: true }).broken).toBe(20)
  // Nor does it take time: two questions are enough.
  expect(attackMany(6, createSiblings, { from: 99 }).broken).toBe(6)
})

describe('a planted hole is found', () => {
  test.for(Object.entries(PLANTED))('%s', ([, create]) => {
    expect(attackMany(3, create, { untilBroken: true }).broken).toBeGreaterThan(0)
  })
})

test('what follows from sums is known, and nothing else', () => {
  const known = createEquations(5)
  expect([known.add([0, 1, 2]), known.add([1, 2]), known.add([0]), known.add([2, 3, 4])]).toEqual([
    true,
    true,
    false,
    true,
  ])
  expect(known.rank()).toBe(3)
  expect([[0], [1, 2], [0, 1, 2], [1], [3, 4]].map(known.follows)).toEqual([true, true, true, false, false])
  let seed = 0
  const marks = known.marks(() => (++seed * 0.37) % 1)
  expect(groupsAddingUp(marks, [0, 1, 2, 3, 4], () => true)).toEqual([[0], [1, 2], [2, 3, 4]])
  expect(groupsAddingUp(marks, [1, 2, 3, 4], (group) => group.length < 2)).toEqual([])
})

test('groups of three and four are found that no smaller one gives away', () => {
  const known = createEquations(7)
  known.add([0, 1, 2])
  known.add([3, 4, 5, 6])
  let seed = 0
  const marks = known.marks(() => (++seed * 0.37) % 1)
  expect(groupsAddingUp(marks, [0, 1, 2, 3, 4, 5, 6], () => true)).toEqual([
    [0, 1, 2],
    [3, 4, 5, 6],
  ])
})
