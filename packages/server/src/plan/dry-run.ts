import type { DryRun, PromptDocument } from '@attune/protocol'

import type { VisibleProject } from '../access/queries.ts'
import { dayIn } from '../aggregate/day.ts'
import { addDays, daysBetween } from '../analyse/days.ts'
import { pairsOf } from '../configure/pairs.ts'
import type { Db } from '../database/open.ts'
import { forecast } from './forecast.ts'
import { WINDOW } from './notes.ts'
import { findPlanned } from './planned-prompt.ts'
import { findFirstDay, sumMoments, sumPrompts } from './queries.ts'

/** What somebody wants to try. */
export interface DryRunAsked {
  /** Absent: the draft, else what is published. */
  prompt?: PromptDocument
  /** Absent: as many as the prompt itself wants. */
  answers_per_week?: number
}

/**
 * What a prompt would have done in the last 14 whole days of the project's zone, or in those of them that anything was counted on.
 *
 * Today is not over and would pull every average down; it is taken only where it is the first day of all.
 *
 * @throws AppError as `findPlanned` does
 */
export async function tryPrompt(
  db: Db,
  project: VisibleProject,
  id: string,
  { prompt: sent, answers_per_week: wanted }: DryRunAsked,
  now: Date,
): Promise<DryRun> {
  const { prompt, others } = await findPlanned(db, project, id, sent)
  const { lane, id: name, zone } = project
  const today = dayIn(zone)(now)
  const first = await findFirstDay(db, lane, name)
  const to = first !== null && first >= today ? today : addDays(today, -1)
  const from = [first ?? '', addDays(to, 1 - WINDOW)].toSorted().at(-1) ?? to
  const stretch = { lane, project: name, from, to }
  const [journey = ''] = prompt.step.split('/')
  const [moments, prompts] = await Promise.all([sumMoments(db, stretch, journey), sumPrompts(db, stretch)])
  const counted = {
    days: 1 + daysBetween(from, to),
    moments,
    prompts,
    hasSample: moments.some(({ origin }) => origin === 'sample'),
  }
  const figures = forecast(counted, {
    prompt,
    pair: pairsOf([prompt, ...others]).get(id),
    others: others.filter(({ step }) => step.split('/')[0] === journey),
    answersPerWeek: wanted ?? prompt.answersPerWeek ?? null,
    now: now.getTime(),
  })
  return { from, to, ...figures }
}
