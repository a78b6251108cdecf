import type { Privacy } from '@attune/protocol'

import type { Tx } from '../database/open.ts'
import { AppError } from '../errors.ts'
import type { ProjectRow } from './queries.ts'
import { hasAnswers } from './writes.ts'

/**
 * Refuses a privacy that shows answers to more people than was promised: people answered under what was shown to them.
 *
 * @throws AppError `invalid_configuration`, naming the place.
 */
export async function keepPromises(tx: Tx, row: ProjectRow, { privacy }: Pick<ProjectRow, 'privacy'>): Promise<void> {
  if (STRICTNESS[privacy] >= STRICTNESS[row.privacy] || !(await hasAnswers(tx, row))) return
  throw new AppError(
    'invalid_configuration',
    `project.privacy: people have answered under "${row.privacy}", which cannot be loosened to "${privacy}"; use a new project`,
  )
}

const STRICTNESS: Record<Privacy, number> = { open: 0, confidential: 1, anonymous: 2 }
