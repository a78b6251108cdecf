import { type Scale, SCALES, type ScaleRange } from '@attune/protocol'

import { AppError } from '../errors.ts'
import type { VersionKey } from './queries.ts'

/** The scale that answers are added up on, and what does not fit it. */
export interface ChosenScale {
  range: ScaleRange
  without: VersionKey[]
}

/**
 * Chooses the scale of a prompt's answers: that of its current version, else of its newest. Without a prompt: the five points of
 * faces, stars and CSAT. A 4 of 5 and a 4 of 10 are not the same feeling, so whatever was asked on another scale is left out.
 *
 * @param versions Every version ever published, oldest first within each prompt.
 * @throws AppError `not_found` where there is no such prompt.
 */
export function chooseScale(
  versions: readonly (VersionKey & { scale: Scale; isCurrent: boolean })[],
  prompt: string | null,
): ChosenScale {
  const own = versions.filter((version) => version.prompt === prompt)
  const chosen = own.find((version) => version.isCurrent) ?? own.at(-1)
  if (prompt !== null && !chosen) throw new AppError('not_found', `There is no prompt "${prompt}" in this project.`)
  const range = SCALES[chosen?.scale ?? 'faces']
  const without = (prompt === null ? versions : own)
    .filter((version) => SCALES[version.scale].min !== range.min || SCALES[version.scale].max !== range.max)
    .map((version) => ({ prompt: version.prompt, version: version.version }))
  return { range, without }
}
