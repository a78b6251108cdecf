import type { ScaleRange } from '@attune/protocol'

import type { Histogram } from '../histogram.ts'
import { mover } from './mover.ts'
import { netDiff, type NetDifference } from './net-diff.ts'

/** People at a step before a change and after it. */
export interface BeforeAfter {
  before: Histogram
  after: Histogram
}

/**
 * How much more net feel changed at the target than at the control, which nothing was done to: what time alone did to both is
 * taken out. Null where one of the four is empty.
 *
 * Source: difference in differences; MOVER applied twice (Zou & Donner, Stat. Med. 27 (2008) 1693–1702).
 */
export function didNet(target: BeforeAfter, control: BeforeAfter, range: ScaleRange): NetDifference | null {
  const t = netDiff(target.before, target.after, range)
  const c = netDiff(control.before, control.after, range)
  return t && c && { difference: t.difference - c.difference, ...mover(c, t) }
}
