import type { JourneyConfig, PromptDocument } from '@attune/protocol'

import type { VisibleProject } from '../access/queries.ts'
import { checkConfiguration } from '../configure/check.ts'
import { writtenOf } from '../configure/document.ts'
import { findDrafts } from '../configure/prompt-queries.ts'
import { findJourneys, findPrompts } from '../configure/queries.ts'
import type { Db } from '../database/open.ts'
import { AppError } from '../errors.ts'

/** A prompt that somebody thinks about, and what it would stand beside. */
export interface PlannedPrompt {
  prompt: PromptDocument
  /** The project's other live prompts. */
  others: PromptDocument[]
  journeys: JourneyConfig[]
}

/**
 * The prompt that a question is about: the one that was sent along, else the draft, else what is published.
 *
 * @throws AppError `not_found`, `bad_request` where what was sent has another id, `invalid_configuration` where it cannot be asked
 */
export async function findPlanned(
  db: Db,
  { lane, id: project }: VisibleProject,
  id: string,
  sent?: PromptDocument,
): Promise<PlannedPrompt> {
  const [journeys, rows, drafts] = await Promise.all([
    findJourneys(db, lane, project),
    findPrompts(db, lane, project),
    sent ? [] : findDrafts(db, { lane, id: project }, id),
  ])
  const draft = drafts[0]?.content
  const own = rows.find((row) => row.id === id)
  const prompt = sent ?? draft ?? (own ? writtenOf(own) : null)
  if (!prompt) throw new AppError('not_found', `There is no prompt "${id}" in this project, and no draft of one.`)
  if (prompt.id !== id)
    throw new AppError(
      'bad_request',
      `The prompt is called "${prompt.id}", and the address says "${id}". Say the same.`,
    )
  const written = rows.filter((row) => row.id !== id).map(writtenOf)
  // What it makes pairs with has to be there; nothing else that is stored is looked at.
  const partners = written.filter((one) => [prompt.pairWith].flat().includes(one.id))
  if (sent ?? draft) checkConfiguration({ project: { name: project }, journeys, prompts: [prompt, ...partners] })
  const others = written.filter((one) => one.status === 'live')
  return { prompt, others, journeys }
}
