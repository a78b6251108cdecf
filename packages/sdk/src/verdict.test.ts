import { expect, it } from 'vitest'

import { verdictOf } from './verdict.ts'

const NOW = Date.UTC(2026, 10, 23, 10)

/** What Retry-After says, column by column. */
const HEADERS = [
  null,
  '',
  '0',
  '-3',
  'soon',
  '7, 9',
  '7',
  ' 7 ',
  '1e99',
  '86400',
  'Mon, 23 Nov 2026 10:00:07 GMT',
  'Mon, 23 Nov 2026 09:00:00 GMT',
  'Fri, 31 Dec 9999 23:59:59 GMT',
]

/** Seconds to wait (where nothing can be made of the header: 2.5), or what else becomes of the batch. */
const TABLE = `
status | none | empty | 0    | -3   | soon | 7, 9 | 7    | ' 7 '| 1e99 | 1 day | in 7 s | past | year 9999
away   | 2.5  | 2.5   | 2.5  | 2.5  | 2.5  | 2.5  | 7    | 7    | 3600 | 3600  | 7      | 2.5  | 3600
0      | 2.5  | 2.5   | 2.5  | 2.5  | 2.5  | 2.5  | 7    | 7    | 3600 | 3600  | 7      | 2.5  | 3600
408    | 2.5  | 2.5   | 2.5  | 2.5  | 2.5  | 2.5  | 7    | 7    | 3600 | 3600  | 7      | 2.5  | 3600
425    | 2.5  | 2.5   | 2.5  | 2.5  | 2.5  | 2.5  | 7    | 7    | 3600 | 3600  | 7      | 2.5  | 3600
429    | 2.5  | 2.5   | 2.5  | 2.5  | 2.5  | 2.5  | 7    | 7    | 3600 | 3600  | 7      | 2.5  | 3600
500    | 2.5  | 2.5   | 2.5  | 2.5  | 2.5  | 2.5  | 7    | 7    | 3600 | 3600  | 7      | 2.5  | 3600
502    | 2.5  | 2.5   | 2.5  | 2.5  | 2.5  | 2.5  | 7    | 7    | 3600 | 3600  | 7      | 2.5  | 3600
503    | 2.5  | 2.5   | 2.5  | 2.5  | 2.5  | 2.5  | 7    | 7    | 3600 | 3600  | 7      | 2.5  | 3600
504    | 2.5  | 2.5   | 2.5  | 2.5  | 2.5  | 2.5  | 7    | 7    | 3600 | 3600  | 7      | 2.5  | 3600
599    | 2.5  | 2.5   | 2.5  | 2.5  | 2.5  | 2.5  | 7    | 7    | 3600 | 3600  | 7      | 2.5  | 3600
200    | done | done  | done | done | done | done | done | done | done | done  | done   | done | done
202    | done | done  | done | done | done | done | done | done | done | done  | done   | done | done
302    | drop | drop  | drop | drop | drop | drop | drop | drop | drop | drop  | drop   | drop | drop
400    | drop | drop  | drop | drop | drop | drop | drop | drop | drop | drop  | drop   | drop | drop
401    | stop | stop  | stop | stop | stop | stop | stop | stop | stop | stop  | stop   | stop | stop
403    | stop | stop  | stop | stop | stop | stop | stop | stop | stop | stop  | stop   | stop | stop
404    | drop | drop  | drop | drop | drop | drop | drop | drop | drop | drop  | drop   | drop | drop
410    | drop | drop  | drop | drop | drop | drop | drop | drop | drop | drop  | drop   | drop | drop
413    | split| split | split| split| split| split| split| split| split| split | split  | split| split
415    | drop | drop  | drop | drop | drop | drop | drop | drop | drop | drop  | drop   | drop | drop
422    | drop | drop  | drop | drop | drop | drop | drop | drop | drop | drop  | drop   | drop | drop
`
const [, ...rows] = TABLE.trim()
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
const CASES = rows.flatMap(([status, ...verdicts]) =>
  HEADERS.map((header, i) => [status!, header, verdicts[i]!] as const),
)

it.each(CASES)('%s with Retry-After %j: %s', (status, header, expected) => {
  const verdict = verdictOf(status === 'away' ? undefined : +status, header, 0, NOW, 0)
  expect(verdict).toBe(Number.isNaN(+expected) ? expected : +expected * 1000)
})

it('without Retry-After, the wait doubles with each failure, up to an hour, and never overflows', () => {
  expect([0, 1, 2, 3, 10, 20, 5_000].map((tries) => verdictOf(503, null, tries, NOW, 0))).toEqual([
    2_500, 5_000, 10_000, 20_000, 2_560_000, 3_600_000, 3_600_000,
  ])
})

it('chance only ever makes it later than the service asked for', () => {
  expect([0, 0.5, 0.999].map((chance) => verdictOf(429, '10', 0, NOW, chance))).toEqual([10_000, 15_000, 19_990])
})
