import type { Origin, ScaleRange } from '@attune/protocol'

/** What was counted of some moments, added up: all that figures are made of. */
export interface Tally {
  /** People per score, worst first. */
  scores: number[]
  /** Answers by where they came from. */
  origins: Record<Exclude<Origin, 'unprompted'>, number>
  shown: number
  /** Closed, left alone, or refused for ever. */
  dismissed: number
  /** Those of `dismissed` that were left alone. */
  ignored: number
  /** How often somebody was there whom a prompt was meant for. */
  eligible: number
  /** Answers from pages that asked, with what is set aside, and those of them with words. */
  live: { answered: number; commented: number }
  commented: number
  entered: number
  completed: number
  failed: number
}

/** A count as it is read: so many of a measure. */
export interface Counted {
  measure: string
  value: string
  origin: Origin
  n: number
}

/** The measures that figures are made of. */
const FIGURED = ['feel', 'shown', 'dismissed', 'commented', 'entered', 'completed', 'failed'] as const
/** What else a funnel is made of. */
export const OF_FUNNEL = ['considered', 'set_aside'] as const
/** The measures that a tally is made of; everything else in the counts is not read. */
export const TALLIED = [...FIGURED, ...OF_FUNNEL] as const

export function emptyTally({ min, max }: ScaleRange): Tally {
  return {
    scores: Array<number>(max - min + 1).fill(0),
    origins: { live: 0, import: 0, sample: 0 },
    shown: 0,
    dismissed: 0,
    ignored: 0,
    eligible: 0,
    live: { answered: 0, commented: 0 },
    commented: 0,
    entered: 0,
    completed: 0,
    failed: 0,
  }
}

/** Adds a count to a tally. A score outside of the scale is not one of its answers. */
export function addTo(tally: Tally, { measure, value, origin, n }: Counted, { min }: ScaleRange): void {
  if (measure === 'feel') {
    const place = Number(value) - min
    const before = tally.scores[place]
    if (before === undefined) return
    tally.scores[place] = before + n
    if (origin !== 'unprompted') tally.origins[origin] += n
    if (isFromPage(origin)) tally.live.answered += n
  } else if (measure === 'considered') {
    tally.eligible += n
  } else if (measure === 'set_aside') {
    if (isFromPage(origin)) tally.live.answered += n
  } else if (isPlain(measure)) {
    tally[measure] += n
    if (measure === 'dismissed' && value === 'ignored') tally.ignored += n
    if (measure === 'commented' && isFromPage(origin)) tally.live.commented += n
  }
}

/** Whether a page has asked, or sample data pretends so. */
function isFromPage(origin: Origin): boolean {
  return origin === 'live' || origin === 'sample'
}

function isPlain(measure: string): measure is Exclude<(typeof FIGURED)[number], 'feel'> {
  return measure !== 'feel' && FIGURED.some((known) => known === measure)
}
