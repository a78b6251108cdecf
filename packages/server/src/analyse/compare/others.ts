import type { CompareOther } from '@attune/protocol'

import { MIN_ANSWERS } from '../figures.ts'
import { total } from '../statistics/histogram.ts'
import { netOf } from './findings.ts'
import type { SideRow } from './queries.ts'
import { type Asked, differenceOf } from './questions.ts'
import { askedIn, rangeOf, tallyOf } from './sides.ts'

/**
 * How net feel changed at each of the other steps, each on its own scale; only of steps that were asked alike on both sides, by five
 * people or more. The journey as a whole is none of them.
 *
 * @param rows Of other steps. @param nameOf What was asked in a row.
 */
export function othersOf(rows: readonly SideRow[], nameOf: (row: SideRow) => Asked): CompareOther[] {
  const byStep = [...Map.groupBy(rows, ({ step }) => step)].filter(([step]) => step !== '')
  return byStep
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([step, own]) => {
      const asked = askedIn(own, nameOf)
      if (differenceOf(asked) !== null) return []
      const range = rangeOf(asked)
      const [a, b] = [tallyOf(own, 'a', range).scores, tallyOf(own, 'b', range).scores]
      if (Math.min(total(a), total(b)) < MIN_ANSWERS) return []
      const net = netOf(a, b, range)
      return net ? [{ step, a: total(a), b: total(b), net }] : []
    })
}
