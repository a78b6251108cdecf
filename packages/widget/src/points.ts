import { SCALES, type Scale } from '@attune/protocol'

/** One thing to choose on a scale. */
export interface Point {
  /** The score that is sent. */
  feel: number
  /** The face that stands for it: 0 (very bad) to 4 (very good), fractions where a scale has more than five. */
  face: number
}

/**
 * What a person chooses from, worst first: the same faces for every scale, spread evenly over its scores.
 *
 * A scale that this version does not know gives nothing to choose: five faces for it would send scores that mean
 * something else.
 */
export function pointsOf(scale: Scale): Point[] {
  const { min, max } = SCALES[scale] ?? { min: 1, max: 0 }
  return Array.from({ length: max - min + 1 }, (_, index) => ({ feel: min + index, face: (4 * index) / (max - min) }))
}
