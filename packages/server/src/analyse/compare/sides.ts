import type { CompareQuestion, CompareSide, Privacy, ScaleRange } from '@attune/protocol'
import { SCALES } from '@attune/protocol'

import { figuresOf } from '../figures.ts'
import { addTo, emptyTally, type Tally } from '../tally.ts'
import type { SideRow } from './queries.ts'
import { type Asked, differenceOf } from './questions.ts'
import type { Days } from './window.ts'

/** Everything of one side, added up. */
export function tallyOf(rows: readonly SideRow[], side: SideRow['side'], range: ScaleRange): Tally {
  const tally = emptyTally(range)
  for (const row of rows) if (row.side === side) addTo(tally, row, range)
  return tally
}

/** What was asked in some rows that somebody answered, each question once, by its name. */
export function askedIn(rows: readonly SideRow[], nameOf: (row: SideRow) => Asked): Asked[] {
  const asked = new Map<string, Asked>()
  for (const row of rows) {
    if (row.measure === 'feel')
      asked.set(`${row.prompt} ${String(row.version).padStart(9, '0')} ${row.variant}`, nameOf(row))
  }
  return [...asked].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one)
}

/** The scale of what was asked: five points where nobody knows. */
export function rangeOf(asked: readonly Asked[]): ScaleRange {
  return SCALES[asked[0]?.scale ?? 'faces']
}

/** A side as it is told, by itself: without figures where it was asked for in several ways. */
export function sideOf(
  rows: readonly SideRow[],
  { side, name, days, privacy }: { side: SideRow['side']; name: string; days: Days; privacy: Privacy },
  asked: readonly Asked[],
  alike: (one: Asked) => number,
): CompareSide {
  const isOne = differenceOf(asked) === null
  const range = rangeOf(asked)
  const figures = isOne ? figuresOf(tallyOf(rows, side, range), range, privacy) : null
  return {
    name,
    ...days,
    answered: figures?.scores ? spanOf(rows.filter((row) => row.side === side)) : null,
    figures,
    questions: asked.map((one): CompareQuestion => {
      const { prompt, version, variant, question } = one
      return { prompt, version, variant, question, alike: alike(one) }
    }),
  }
}

/** The first and the last day that somebody answered on. */
function spanOf(rows: readonly SideRow[]): Days | null {
  const answers = rows.filter(({ measure }) => measure === 'feel')
  const from = answers.map(({ first }) => first).toSorted()[0]
  const to = answers
    .map(({ last }) => last)
    .toSorted()
    .at(-1)
  return from === undefined || to === undefined ? null : { from, to }
}
