import type { ScaleRange } from '@attune/protocol'

import type { Histogram } from '../histogram.ts'
import { metrics } from '../metrics.ts'
import { netCiOf } from '../net-ci.ts'
import { type Estimated, mover } from './mover.ts'

/** A change of net feel: what is printed, and the estimate that its interval stands around. */
export interface NetDifference extends Estimated {
  /** The raw difference, −2 to 2. */
  difference: number
}

/**
 * How net feel changed from `before` to `after`, with a 95 % interval around the adjusted difference; null where one is empty.
 *
 * Source: MOVER (Zou & Donner, Stat. Med. 27 (2008) 1693–1702) of two adjusted Wald intervals (Rocks, Am. Stat. 70 (2016) 365–372).
 */
export function netDiff(before: Histogram, after: Histogram, range: ScaleRange): NetDifference | null {
  const [a, b] = [metrics(before, range), metrics(after, range)]
  return a && b && { difference: b.net - a.net, ...mover(netCiOf(before, range), netCiOf(after, range)) }
}
