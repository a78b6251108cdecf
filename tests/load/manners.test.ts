import type { Asked } from '@attune/protocol'
import { expect, test } from 'vitest'

import { breachesOf, isSecondTo, pairIn, simulateCrowd } from './manners.ts'

const crowd = simulateCrowd(5_000, 90, 30, 1)
const pair = pairIn(30)

test('nobody in a crowd is asked more than the budget allows, and many are asked', () => {
  expect(crowd.people.flatMap((asked) => breachesOf(asked, pair))).toEqual([])
  expect(crowd.people.filter((asked) => asked.length > 0).length).toBeGreaterThan(2_500)
})

test('a person is in a sample or not for good, and the samples have the size that was set', () => {
  expect(crowd.wavering).toBe(0)
  for (const { id, share, came, sampled } of crowd.prompts)
    expect(Math.abs(sampled / came - share), `${id} was set to ${share}`).toBeLessThan(0.04)
})

test('some are asked a pair, and nobody a third question or the second of another tab', () => {
  const seconds = crowd.people.flatMap((asked) => asked.filter((now, i) => isSecondTo(now, asked[i - 1], pair)))
  expect(seconds.length).toBeGreaterThan(10)
  const sessions = crowd.people.map((asked) => [...Map.groupBy(asked, ({ session }) => session).values()])
  expect(Math.max(...sessions.flat().map((all) => all.length))).toBe(2)
  expect(crowd.people.flat().filter(({ isSecond }) => isSecond)).toEqual(seconds)
})

test('a breach of each rule is seen', () => {
  const asked = (day: number, more: Partial<Asked> = {}): Asked => ({
    at: day * 86_400_000,
    prompt: `p${day}`,
    step: `s/${day}`,
    session: day + 2,
    outcome: 'ignored',
    ...more,
  })
  expect(breachesOf([asked(0), asked(7), asked(14), asked(30)])).toEqual([])
  expect(breachesOf([asked(0), asked(6)])).toEqual([expect.stringContaining('within 7 days')])
  expect(breachesOf([asked(0, { outcome: 'dismissed' }), asked(29)])).toEqual([expect.stringContaining('dismissal')])
  expect(breachesOf([asked(0), asked(8), asked(16), asked(24)])).toEqual([expect.stringContaining('a fourth')])

  const [first, second] = [asked(0, { prompt: 'a', outcome: 'answered' }), asked(0, { prompt: 'z' })]
  const both = { outcome: 'z', steps: ['a'] }
  expect(breachesOf([first, second, asked(14), asked(22)], both)).toEqual([])
  expect(breachesOf([first, second])).toHaveLength(4)
  expect(breachesOf([first, { ...second, visit: 'other' }], both)).toHaveLength(4)
  expect(breachesOf([{ ...first, outcome: 'ignored' }, second], both)).toHaveLength(3)
})
