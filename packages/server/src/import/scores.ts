import { SCALES } from '@attune/protocol'

import type { ScoreCoding } from './mapping.ts'

/** What a cell says: a score, that nothing was asked or answered, or something that the coding does not know. */
export type ReadScore = (cell: string) => number | 'not_asked' | 'unknown'

/**
 * Reads the cells of a column as scores of its scale.
 *
 * "Not applicable" is never a score: counting it as zero would pull a step down that hardly anybody used.
 * What is neither a score nor a known code is `unknown`, to be reported and left out.
 */
export function createScoreReader({ scale = 'csat', notAsked = [], values = {} }: ScoreCoding): ReadScore {
  const { min, max } = SCALES[scale]
  const none = codesOf(notAsked)
  if (min > 0) none.add('0')
  const scores = new Map(Object.entries(values).map(([text, score]) => [text.trim().toLowerCase(), score]))
  const known = new Map<string, ReturnType<ReadScore>>()
  return (cell) => {
    const remembered = known.get(cell)
    if (remembered !== undefined) return remembered
    const read = readScore(cell.trim().toLowerCase())
    if (known.size < MAX_KNOWN) known.set(cell, read)
    return read
  }

  function readScore(text: string): ReturnType<ReadScore> {
    const score = scores.get(text)
    if (score !== undefined) return score
    if (none.has(text)) return 'not_asked'
    // Tables that once held a blank come back with "4.0" for 4.
    const whole = /^(\d{1,2})(?:\.0+)?$/.exec(text)?.[1]
    if (whole === undefined) return 'unknown'
    if (none.has(whole)) return 'not_asked'
    return Number(whole) >= min && Number(whole) <= max ? Number(whole) : 'unknown'
  }
}

/** The codes that mean nothing was said, blank among them, in the form that cells are compared in. */
export function codesOf(codes: readonly string[] = []): Set<string> {
  return new Set(['', ...codes.map((code) => code.trim().toLowerCase())])
}

const MAX_KNOWN = 1_000
