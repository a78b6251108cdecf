import { SCALES, type Scale, type Wording } from '@attune/protocol'

import { WORD, type Words } from './words.ts'

/** One thing to choose on a scale. */
export interface Point {
  /** The score that is sent. */
  feel: number
  /** The face that stands for it: 0 (very bad) to 4 (very good), fractions where a scale has more than five. */
  face: number
}

/**
 * What a person chooses from, worst first: the same feelings for every scale, spread evenly over its scores.
 *
 * A scale that this version does not know gives nothing to choose: five faces for it would send scores that mean
 * something else.
 */
export function pointsOf(scale: Scale): Point[] {
  const { min, max } = SCALES[scale] ?? { min: 1, max: 0 }
  const points: Point[] = []
  // By hand: pages still carry an `Array.from` that makes nothing of a second argument.
  for (let feel = min; feel <= max; feel++) points.push({ feel, face: (4 * (feel - min)) / (max - min) })
  return points
}

/** What a point is called, in the prompt's words or in ours. */
export interface Label {
  text: string
  isOwn: boolean
}

/** What the points of a scale are called, worst first: all of them, or only the two ends where the others have but a number. */
export function labelsOf(scale: Scale, { low, high }: Pick<Wording, 'low' | 'high'>, words: Words): Label[] {
  const own = PLACES[scale]
  return own.map((place, index) => {
    const text = index ? (index === own.length - 1 ? high : '') : low
    return { text: text || words[place]!, isOwn: !!text }
  })
}

const PLACES: Record<Scale, number[]> = {
  faces: [0, 1, 2, 3, 4],
  stars: [0, 4],
  thumbs: [1, 3],
  ease: [WORD.hard, WORD.easy],
  csat: [18, 19, 20, 21, 22],
  nps: [WORD.unlikely, WORD.likely],
}
