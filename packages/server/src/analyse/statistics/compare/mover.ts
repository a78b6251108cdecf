import type { Interval } from '../histogram.ts'

/** An estimate with its interval. */
export interface Estimated extends Interval {
  estimate: number
}

/**
 * The difference b − a of two independent estimates, with an interval made of theirs: each end takes the nearer uncertainty of
 * either side, so lopsided intervals stay lopsided.
 *
 * Source: Zou & Donner, Stat. Med. 27 (2008) 1693–1702 (MOVER); of two Wilson intervals it is Newcombe's method 10.
 */
export function mover(a: Estimated, b: Estimated): Estimated {
  const estimate = b.estimate - a.estimate
  return {
    estimate,
    low: estimate - Math.hypot(b.estimate - b.low, a.high - a.estimate),
    high: estimate + Math.hypot(b.high - b.estimate, a.estimate - a.low),
  }
}
