import type { Privacy } from '@attune/protocol'

import { AppError } from '../../errors.ts'
import { TALLIED } from '../tally.ts'

/** A table that is added up, and which measures of it. */
export interface Source {
  table: 'counts' | 'told'
  measures: readonly (typeof TALLIED)[number][]
}

/** What stands where a block is told without a key, because it mixes several. */
export const SEVERAL = '*'

/** Whether people were promised, before they answered, not to be shown alone. */
export function isGated(privacy: Privacy): boolean {
  return privacy !== 'open'
}

/**
 * Keeps out of gated projects what looks at people one by one, because sums of blocks cannot make it.
 *
 * @param what What is asked for, e.g. `Themes`.
 * @throws AppError `forbidden` where people were promised not to be shown alone.
 */
export function refuseGated(privacy: Privacy, what: string): void {
  if (!isGated(privacy)) return
  throw new AppError(
    'forbidden',
    `${what} look at people one by one, and this project has promised that nobody is. Figures and voices are there.`,
  )
}

/**
 * What figures of a project are made of. Whatever adds up answers asks here, so that there is one gate and nothing beside it.
 *
 * Behind the gate, what people said comes from the blocks that may be told. How often a step was passed, people were meant to be
 * asked, and were, comes from the counts; not how often they declined, nor what is set aside, because what was asked less what was
 * declined is how many answered.
 */
export function sourcesOf(privacy: Privacy): Source[] {
  if (!isGated(privacy)) return [{ table: 'counts', measures: TALLIED }]
  return [
    { table: 'told', measures: ['feel', 'commented'] },
    { table: 'counts', measures: ['shown', 'entered', 'completed', 'failed', 'considered'] },
  ]
}
