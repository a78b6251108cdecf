import type { CompareControl, ScaleRange } from '@attune/protocol'

import { MIN_ANSWERS } from '../figures.ts'
import type { BeforeAfter } from '../statistics/compare/did-net.ts'
import { total } from '../statistics/histogram.ts'
import { beyondOf, netOf } from './findings.ts'
import type { SideRow } from './queries.ts'
import { type Asked, differenceOf } from './questions.ts'
import { askedIn, tallyOf } from './sides.ts'

/** What other steps are held against. */
export interface ControlAsked {
  /** Null: as many as there are. */
  steps: readonly string[] | null
  /** The step that is compared, where its figures may be told. */
  target: BeforeAfter | null
  range: ScaleRange
  /** The scale that it was asked on. */
  scale: Asked['scale']
}

/**
 * What the other steps did together, each asked the same on both sides and on the scale of the target; null where fewer than five
 * people answered on either side.
 *
 * A step of which one side is empty says nothing of a change, and would only shift the mixture of the others.
 *
 * @param rows Of other steps. @param nameOf What was asked in a row.
 */
export function controlOf(
  rows: readonly SideRow[],
  { steps, target, range, scale }: ControlAsked,
  nameOf: (row: SideRow) => Asked,
): CompareControl | null {
  // The journey as a whole is no step: whatever was done to the one that is compared was done to it.
  const byStep = [...Map.groupBy(rows, ({ step }) => step)].filter(
    ([step]) => step !== '' && (steps === null || steps.includes(step)),
  )
  const used: string[] = []
  const left_out: string[] = []
  const kept: SideRow[] = []
  for (const [step, own] of byStep.toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const asked = askedIn(own, nameOf)
    const hasBoth = (['a', 'b'] as const).every((side) =>
      own.some((row) => row.side === side && row.measure === 'feel'),
    )
    if (!hasBoth) continue
    if (differenceOf(asked) !== null || asked[0]?.scale !== scale) {
      left_out.push(step)
      continue
    }
    used.push(step)
    kept.push(...own)
  }
  const [before, after] = (['a', 'b'] as const).map((side) => tallyOf(kept, side, range).scores) as [number[], number[]]
  if (Math.min(total(before), total(after)) < MIN_ANSWERS) return null
  const net = netOf(before, after, range)
  if (!net) return null
  const beyond = target && beyondOf(target, { before, after }, range)
  return { steps: used, left_out, a: total(before), b: total(after), net, beyond }
}
