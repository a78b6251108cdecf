import { expect, test } from 'vitest'

import { peopleIn, RULES, tell, type Waiting } from './blocks.ts'

const rules = { ...RULES, impersonal: 2 }

let ids = 0
/** So many answers, each of somebody else unless it is said of whom. */
function answers(count: number, segment: string[], more: Partial<Waiting> = {}): Waiting[] {
  return Array.from({ length: count }, () => {
    const id = String(++ids)
    return { id, person: id, day: '2026-03-02', place: 'checkout/payment', segment, ...more }
  })
}

/** What is told on a day: how many answers under which keys. */
function told(waiting: Waiting[], day = '2026-03-02') {
  return tell(waiting, day, rules).told.map((block) => [block.segment.join('/'), block.answers.length])
}

test('five people are told of, four wait, and no total holds the four', () => {
  const some = [...answers(17, ['ios', 'de']), ...answers(4, ['android', 'de'])]
  expect(told(some)).toEqual([['ios/de', 17]])
  expect(tell(some, '2026-03-02', rules).waiting).toHaveLength(4)
})

test('one person who answers ten times is one person; of answers without an id each is one', () => {
  expect(told(answers(10, ['ios', 'de'], { person: 'ann' }))).toEqual([])
  expect(told([...answers(10, ['ios', 'de'], { person: 'ann' }), ...answers(4, ['ios', 'de'])])).toEqual([
    ['ios/de', 14],
  ])
  expect(told(answers(5, ['ios', 'de'], { person: null }))).toEqual([['ios/de', 5]])
  expect(
    peopleIn([
      { id: '1', person: '2' },
      { id: '2', person: null },
    ]),
  ).toBe(2)
})

test('a day that is not over is not looked at', () => {
  const some = [...answers(3, ['ios', 'de']), ...answers(2, ['ios', 'de'], { day: '2026-03-03' })]
  expect(told(some, '2026-03-02')).toEqual([])
  expect(tell(some, '2026-03-03', rules).told).toMatchObject([{ day: '2026-03-03' }])
})

test('after a week a small segment is told with its neighbours, and with no more of them than it takes', () => {
  const some = [
    ...answers(3, ['ios', 'de']),
    ...answers(3, ['ios', 'fr']),
    ...answers(2, ['android', 'de']),
    ...answers(4, ['web', 'fr'], { day: '2026-03-05' }),
  ]
  expect(told(some, '2026-03-08')).toEqual([])
  expect(told(some, '2026-03-09')).toEqual([['ios/', 6]])
  // The two on android have waited longer, and still are told only in company.
  expect(told(some, '2026-03-12')).toEqual([
    ['ios/', 6],
    ['/', 6],
  ])
})

test('what people are takes ten of them; without it five are enough, a week later', () => {
  expect(told(answers(9, ['ios', 'de', 'pro']))).toEqual([])
  expect(told(answers(9, ['ios', 'de', 'pro']), '2026-03-09')).toEqual([['ios/de/', 9]])
  expect(told(answers(10, ['ios', 'de', 'pro']))).toEqual([['ios/de/pro', 10]])
})

test('places are never mixed, however long they wait', () => {
  const some = [...answers(4, ['ios', 'de']), ...answers(4, ['ios', 'de'], { place: 'checkout/cart' })]
  expect(told(some, '2027-03-02')).toEqual([])
})

test('no answer is told of twice, and none is lost', () => {
  let waiting = [...answers(9, ['ios', 'de']), ...answers(3, ['ios', 'fr']), ...answers(2, ['web', 'fr'])]
  const all = waiting.map(({ id }) => id).toSorted()
  const seen: string[] = []
  for (const day of ['2026-03-02', '2026-03-05', '2026-03-09', '2026-03-20']) {
    const step = tell(waiting, day, rules)
    seen.push(...step.told.flatMap((block) => block.answers.map(({ id }) => id)))
    waiting = step.waiting
  }
  expect([...seen, ...waiting.map(({ id }) => id)].toSorted()).toEqual(all)
  expect(waiting).toEqual([])
})
