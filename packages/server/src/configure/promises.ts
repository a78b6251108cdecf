import type { Privacy } from '@attune/protocol'

import type { Tx } from '../database/open.ts'
import { AppError } from '../errors.ts'
import type { ProjectRow } from './queries.ts'
import { hasAnswers, hasCounts } from './writes.ts'

/**
 * Refuses changes of a project that would change what its answers mean: whom they may be shown to, and which day they are of.
 *
 * @throws AppError `invalid_configuration`, naming the place.
 */
export async function keepPromises(
  tx: Tx,
  row: ProjectRow,
  after: Pick<ProjectRow, 'privacy' | 'zone'>,
): Promise<void> {
  await refuseLoosening(tx, row, after.privacy)
  await refuseOtherDays(tx, row, after.zone)
}

/** People answered under the promise that was shown to them. */
async function refuseLoosening(tx: Tx, row: ProjectRow, privacy: Privacy): Promise<void> {
  if (STRICTNESS[privacy] >= STRICTNESS[row.privacy] || !(await hasAnswers(tx, row))) return
  throw new AppError(
    'invalid_configuration',
    `project.privacy: people have answered under "${row.privacy}", which cannot be loosened to "${privacy}"; use a new project`,
  )
}

/** Days before and after would overlap or leave a gap, and no sum over them would be true. */
async function refuseOtherDays(tx: Tx, row: ProjectRow, zone: string): Promise<void> {
  if (zone === row.zone || !((await hasCounts(tx, row)) || (await hasAnswers(tx, row)))) return
  throw new AppError(
    'invalid_configuration',
    `project.zone: days have been counted in "${row.zone}", and would not be the same days in "${zone}"; use a new project`,
  )
}

const STRICTNESS: Record<Privacy, number> = { open: 0, confidential: 1, anonymous: 2 }
