import { type FeelFigures, type Scale, SCALES, type Tier, type Voice } from '@attune/protocol'

import { SCALE_OF_LENGTH } from './bars.ts'

/** `1,790` */
export const count = (n: number): string => n.toLocaleString('en-GB')

/** `62 %`, from a share of 0 to 1. */
export const percent = (share: number): string => `${Math.round(share * 100)}\u202f%`

/** `+41`, `0` or `−12`: net feel in points, from −1 to 1. */
export function points(net: number): string {
  const rounded = Math.round(net * 100)
  if (rounded === 0) return '0'
  return rounded > 0 ? `+${rounded}` : `−${-rounded}`
}

/** `1 answer`, `412 answers`. */
export const answers = (n: number): string => `${count(n)} ${n === 1 ? 'answer' : 'answers'}`

/** `+30 to +52`: the ends of a 95 % interval of net feel, or `''` where there is none. */
export function netInterval({ net_low: low, net_high: high }: FeelFigures): string {
  return low === null || high === null ? '' : `${points(low)} to ${points(high)}`
}

/** `62 % felt good (55–68 %)`, or null where there is no figure. */
export function shareSentence(
  felt: string,
  share: number | null,
  low: number | null,
  high: number | null,
): string | null {
  if (share === null) return null
  const interval = shareInterval(low, high)
  return `${percent(share)} felt ${felt}${interval && ` (${interval})`}`
}

/** `55–68 %`: the ends of a 95 % interval of a share, or `''` where there is none. */
export function shareInterval(low: number | null, high: number | null): string {
  return low === null || high === null ? '' : `${Math.round(low * 100)}–${percent(high)}`
}

/**
 * How many people the figures stand on: `Heard from 23 % of the 1,790 people asked`.
 *
 * Null where nothing was shown, for imported answers have no denominator; and for fewer than 5 people, for whom there are no figures.
 */
export function heardSentence({ tier, shown, response_rate: rate }: FeelFigures): string | null {
  return tier === 'hidden' || rate === null || shown === 0
    ? null
    : `Heard from ${percent(rate)} of the ${count(shown)} people asked`
}

/** Says how far figures can be trusted, in words; null where they simply are shown. */
export function tierSentence({ tier }: FeelFigures): string | null {
  return TIER_SENTENCES[tier]
}

/** Everything about a step in one sentence, for those who hear the page. */
export function figuresSentence(feel: FeelFigures): string {
  const said = [
    tierSentence(feel),
    feel.tier === 'none' || feel.tier === 'hidden' ? null : answers(feel.n),
    shareSentence('good', feel.positive, feel.positive_low, feel.positive_high),
    shareSentence('bad', feel.negative, feel.negative_low, feel.negative_high),
    feel.net === null ? null : `net feel ${points(feel.net)} (${netInterval(feel)})`,
    heardSentence(feel)?.replace('Heard', 'heard') ?? null,
  ]
  return `${said.filter((part) => part !== null).join('; ')}.`
}

/** The name of a score: its face's meaning, or the number on its scale. */
export function scoreName(score: number, scale: Scale): string {
  if (scale === 'faces' || scale === 'csat') return FACE_NAMES[score - 1] ?? String(score)
  if (scale === 'thumbs') return score === 1 ? 'Thumb down' : 'Thumb up'
  if (scale === 'stars') return score === 1 ? '1 star' : `${score} stars`
  return `${score} of ${SCALES[scale].max}`
}

/** The scale behind a histogram, told by its length; faces where it is none of ours. */
export function scaleOf(scores: number[] | null): Scale {
  return SCALE_OF_LENGTH[scores?.length ?? 5] ?? 'faces'
}

/** How a voice is marked that is kept and not counted, and why it is not. */
export const SET_ASIDE: Record<NonNullable<Voice['set_aside']>, { said: string; why: string }> = {
  repeated: {
    said: 'said again, not counted',
    why: 'The same person had answered this prompt within its quiet time. Their first answer counts.',
  },
  unproven: {
    said: 'unproven, not counted',
    why: 'This project counts only answers that bring proof of having been asked, and this one brought none.',
  },
}

/** What it means that a person is marked as signed in. */
export const SIGNED = 'The site’s own server has signed who this is.'

/** The meanings of the five faces, worst first. */
export const FACE_NAMES = ['Very bad', 'Bad', 'Okay', 'Good', 'Very good']

const TIER_SENTENCES: Record<Tier, string | null> = {
  none: 'Nobody has answered yet',
  hidden: 'Fewer than 5 people: too few for a figure',
  early: 'Early signal: fewer than 30 people',
  imprecise: 'Not precise yet: the true share may be 10 points off either way',
  shown: null,
}

/** `America/New York`, of an IANA name. */
export const zoneInWords = (zone: string): string => zone.replaceAll('_', ' ')
