import type {
  CompareDifference,
  CompareEffect,
  CompareRates,
  CompareRatio,
  CompareShape,
  ScaleRange,
} from '@attune/protocol'

import { aMeasure } from '../statistics/compare/a-measure.ts'
import { asympcsA } from '../statistics/compare/asympcs.ts'
import { type BeforeAfter, didNet } from '../statistics/compare/did-net.ts'
import { netDiff, type NetDifference } from '../statistics/compare/net-diff.ts'
import { newcombeDiff } from '../statistics/compare/newcombe-diff.ts'
import { shapeTest } from '../statistics/compare/shape-test.ts'
import { srm } from '../statistics/compare/srm.ts'
import { vdLabel } from '../statistics/compare/vd-label.ts'
import { twoSidedP } from '../statistics/distributions/normal.ts'
import type { Histogram } from '../statistics/histogram.ts'

/** How many of those who were asked have answered. */
export interface Asking {
  answered: number
  shown: number
}

/** How the sides are spoken of: `a random visitor ${b} felt better than one ${a}`. */
export interface SideWords {
  a: string
  b: string
}

/** The chance that somebody of `b` felt better than somebody of `a`; null where a side is empty. */
export function effectOf(a: Histogram, b: Histogram, words: SideWords): CompareEffect | null {
  const found = aMeasure(a, b)
  const anytime = asympcsA(a, b)
  if (!found || !anytime) return null
  const { a: probability, low, high, p } = found
  return {
    probability,
    low,
    high,
    anytime_low: anytime.low,
    anytime_high: anytime.high,
    p,
    size: vdLabel(probability),
    sentence: `A random visitor ${words.b} felt better than one ${words.a} ${ofTheTime(probability, low, high)}.`,
  }
}

/** `61 % of the time (53–68 %)` */
export function ofTheTime(probability: number, low: number | null, high: number | null, more = ''): string {
  const range = low === null || high === null ? '' : ` (${percent(low)}–${percent(high)} %${more})`
  return `${percent(probability)} % of the time${range}`
}

function percent(share: number): number {
  return Math.round(share * 100)
}

export function netOf(a: Histogram, b: Histogram, range: ScaleRange): CompareDifference | null {
  return told(netDiff(a, b, range))
}

/** How much more net feel changed at the target than at the control. */
export function beyondOf(target: BeforeAfter, control: BeforeAfter, range: ScaleRange): CompareDifference | null {
  return told(didNet(target, control, range))
}

function told(found: NetDifference | null): CompareDifference | null {
  return found && { difference: found.difference, low: Math.max(-4, found.low), high: Math.min(4, found.high) }
}

export function shapeOf(a: Histogram, b: Histogram, range: ScaleRange): CompareShape | null {
  const found = shapeTest(a, b, range)
  return found && { chi2: found.chi2, df: found.df, p: found.p, merged: found.isMerged }
}

/**
 * Whether what was shown is split as it should be.
 *
 * @param shown Of `a` and `b`. @param expected How often `a` should have been shown of all of them; null where nobody knows.
 */
export function ratioOf(shown: readonly [number, number], expected: number | null): CompareRatio | null {
  const all = shown[0] + shown[1]
  if (expected === null || all === 0) return null
  const share = expected / all
  return { share: shown[0] / all, expected: share, p: srm(shown, [share, 1 - share]).p }
}

/**
 * Whether both sides answered alike often, by the test of two proportions with their common one; null where nobody knows how many
 * were asked: imported answers have no denominator, and a page that asks in its own way has more answers than prompts.
 */
export function ratesOf(a: Asking, b: Asking): CompareRates | null {
  if ([a, b].some(({ answered, shown }) => shown === 0 || answered > shown)) return null
  const difference = newcombeDiff(a.answered, a.shown, b.answered, b.shown)
  if (!difference) return null
  const common = (a.answered + b.answered) / (a.shown + b.shown)
  const error = Math.sqrt(common * (1 - common) * (1 / a.shown + 1 / b.shown))
  return {
    a: a.answered / a.shown,
    b: b.answered / b.shown,
    difference: difference.estimate,
    low: difference.low,
    high: difference.high,
    p: error > 0 ? twoSidedP(difference.estimate / error) : 1,
  }
}
