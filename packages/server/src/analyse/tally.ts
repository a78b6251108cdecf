import type { Origin, ScaleRange } from '@attune/protocol'

/** What was counted of some moments, added up: all that figures are made of. */
export interface Tally {
  /** People per score, worst first. */
  scores: number[]
  /** Answers by where they came from. */
  origins: Record<Exclude<Origin, 'unprompted'>, number>
  shown: number
  dismissed: number
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

/** The measures that a tally is made of; everything else in the counts is not read. */
export const TALLIED = ['feel', 'shown', 'dismissed', 'commented', 'entered', 'completed', 'failed'] as const

export function emptyTally({ min, max }: ScaleRange): Tally {
  return {
    scores: Array<number>(max - min + 1).fill(0),
    origins: { live: 0, import: 0, sample: 0 },
    shown: 0,
    dismissed: 0,
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
  } else if (isPlain(measure)) {
    tally[measure] += n
  }
}

function isPlain(measure: string): measure is Exclude<(typeof TALLIED)[number], 'feel'> {
  return measure !== 'feel' && TALLIED.some((known) => known === measure)
}
