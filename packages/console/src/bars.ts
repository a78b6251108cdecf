import { type Scale, SCALES } from '@attune/protocol'

/** Worst to best: 1 and 2 are bad, 3 is neither, 4 and 5 are good. */
export type Tone = 1 | 2 | 3 | 4 | 5

/** One score's part of a diverging bar. */
export interface Segment {
  score: number
  tone: Tone
  people: number
  /** Shares from −1 to 1 along the axis; the middle of the neutral people is 0. */
  from: number
  to: number
}

/**
 * The people per score as one stacked bar around a shared zero: bad below, good above, neutral in the middle.
 *
 * Neutral people straddle the zero so that two steps compare by where their bars stand, not by their length.
 *
 * @param scores People per score, worst first.
 * @returns worst first, without the scores that nobody chose; empty where nobody answered.
 */
export function divergingBar(scores: number[]): Segment[] {
  const total = sum(scores)
  if (total === 0) return []
  const scale = SCALES[SCALE_OF_LENGTH[scores.length] ?? 'faces']
  const below = sum(scores.slice(0, scale.bad - scale.min + 1)) / total
  const neutral = sum(scores.slice(scale.bad - scale.min + 1, scale.good - scale.min)) / total
  let at = -(below + neutral / 2)
  return scores
    .map((people, index) => {
      const from = at
      at += people / total
      return { score: index + scale.min, tone: toneOf(index, scores.length), people, from, to: at }
    })
    .filter((segment) => segment.people > 0)
}

/**
 * The tone of a score. The extreme half of the bad scores is 1 and of the good ones 5.
 *
 * @param index From 0, worst first.
 * @param length How many scores the scale has: 2, 5, 7 or 11.
 */
export function toneOf(index: number, length: number): Tone {
  const scale = SCALES[SCALE_OF_LENGTH[length] ?? 'faces']
  const score = index + scale.min
  if (score <= scale.bad) return index < (scale.bad - scale.min + 1) / 2 ? 1 : 2
  if (score >= scale.good) return scale.max - score < (scale.max - scale.good + 1) / 2 ? 5 : 4
  return 3
}

/**
 * The part of the axis that all bars and curves of a picture share: wide enough for each, in steps of a quarter.
 *
 * @returns low ≤ −0.5 and high ≥ 0.5, so that the zero line always stands inside.
 */
export function sharedDomain(values: number[]): { low: number; high: number } {
  const low = Math.min(-0.5, ...values)
  const high = Math.max(0.5, ...values)
  return {
    low: Math.max(-1, Math.floor(low * 4 + ROUNDING) / 4),
    high: Math.min(1, Math.ceil(high * 4 - ROUNDING) / 4),
  }
}

/**
 * One dot per person of a segment, evenly spread over it, for figures too small to be drawn as a bar.
 *
 * @returns `along`: the place on the axis, as a share; `across`: from −1 to 1 over the bar's thickness.
 */
export function dotsOf(segment: Segment): { along: number; across: number }[] {
  const rows = Math.ceil(segment.people / DOTS_PER_ROW)
  return Array.from({ length: segment.people }, (_, index) => {
    const row = Math.floor(index / DOTS_PER_ROW)
    const inRow = Math.min(DOTS_PER_ROW, segment.people - row * DOTS_PER_ROW)
    return {
      along: segment.from + ((row + 0.5) / rows) * (segment.to - segment.from),
      across: inRow === 1 ? 0 : (2 * (index % DOTS_PER_ROW)) / (inRow - 1) - 1,
    }
  })
}

const sum = (numbers: number[]): number => numbers.reduce((all, one) => all + one, 0)

/** Which scale a histogram of this length is of. Five stand for faces, stars and CSAT alike. */
export const SCALE_OF_LENGTH: Readonly<Record<number, Scale>> = { 2: 'thumbs', 5: 'faces', 7: 'ease', 11: 'nps' }
const DOTS_PER_ROW = 3
/** Keeps 0.5000000001, a sum of shares, from taking another quarter. */
const ROUNDING = 1e-6
