import type { CompareAnswer, CompareSide } from '@attune/protocol'

import { dayRange } from '../../when.ts'
import { answers } from '../../words.ts'
import { sideName } from './names.ts'

/**
 * Which days and how many answers each side is made of, as it stands in what is downloaded:
 * `Before: 2 November to 15 November 2026, 412 answers · After: 16 November to 29 November 2026, 398 answers`.
 *
 * @param told How many answers where a chart counts others than those of the step, by side.
 */
export function madeOf(answer: Pick<CompareAnswer, 'by' | 'a' | 'b'>, told?: Record<'a' | 'b', number>): string {
  const said = (side: CompareSide, n: number | undefined): string =>
    `${sideName(answer, side)}: ${dayRange(side.from, side.to)}, ${n === undefined ? toldOf(side) : answers(n)}`
  return `${said(answer.a, told?.a)} · ${said(answer.b, told?.b)}`
}

function toldOf({ figures }: CompareSide): string {
  if (figures === null) return 'asked in several ways'
  return figures.tier === 'hidden' ? 'fewer than 5 answers' : answers(figures.n)
}
