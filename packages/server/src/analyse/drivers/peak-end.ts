import { type Association, type ScaleRange, SCALES } from '@attune/protocol'

import { associate } from './associate.ts'
import { type Item, NOT_SAID, type Person, tableOf } from './people.ts'

/**
 * The worst and the last feel of each person's way as predictors of the outcome: people are said to judge by the peak and the end.
 *
 * Only people who answered two steps or more: of one, both are that one. Only steps on the scale that most of them are asked on,
 * because the worst of several scales is none. Source: METHOD §5.
 *
 * @param items The steps, as people walk.
 */
export function peakEnd(
  people: readonly Person[],
  items: readonly { item: Item; at: number }[],
  outcome: ScaleRange,
): { worst: Association; last: Association } {
  const range = commonRange(items.map(({ item }) => item.range))
  const places = items.filter(({ item }) => isSame(item.range, range)).map(({ at }) => at)
  const feltBy = ({ feels }: Person) => places.map((at) => feels[at] as number).filter((feel) => feel !== NOT_SAID)
  const of = (choose: (felt: number[]) => number) =>
    associate(
      tableOf(
        people,
        (person) => {
          const felt = feltBy(person)
          return felt.length < 2 ? NOT_SAID : choose(felt)
        },
        range,
        outcome,
      ),
    ).told
  return { worst: of((felt) => Math.min(...felt)), last: of((felt) => felt.at(-1) ?? NOT_SAID) }
}

function commonRange(ranges: readonly ScaleRange[]): ScaleRange {
  const countOf = (range: ScaleRange) => ranges.filter((other) => isSame(other, range)).length
  return ranges.reduce((best, range) => (countOf(range) > countOf(best) ? range : best), ranges[0] ?? SCALES.faces)
}

function isSame(a: ScaleRange, b: ScaleRange): boolean {
  return a.min === b.min && a.max === b.max
}
