import { DEFAULT_BUDGET, type Retention } from '@attune/protocol'

import { dayIn } from '../aggregate/day.ts'
import type { Db } from '../database/open.ts'
import * as queries from './queries.ts'

/** How long one may take back that less is kept. */
const TAKES_HOLD_AFTER_DAYS = 7

/** How many rows of a project went, by what they were. */
export interface Removed {
  project: string
  answers: number
  /** Answers that went on without words, traits, page and visitor. */
  words: number
  visits: number
  turns: number
  batches: number
  quarantined: number
}

/**
 * Removes of every project what it is to be kept no longer: answers, or what makes them somebody's, once they are as old as the
 * project says; and what only serves to recognise late reports, once none can come any more. What is counted stays.
 *
 * First it is written down from which day on the project is whole, then everything before goes, in small steps so that nobody
 * waits: `counts verify` proves what is after that day. Stopped half-way, the next call goes on; several nodes may do so at once.
 *
 * @param isDaily Looks once a day and no more: looking through all that is old costs something, even where nothing is found.
 * @returns the projects of which something went.
 */
export async function removeOld(db: Db, now: Date, isDaily = false): Promise<Removed[]> {
  const all: Removed[] = []
  for (const project of await queries.findKept(db)) {
    const today = dayIn(project.zone)(now)
    const from = await moveOn(db, project, today, now)
    if (!from) continue
    const hasMoved = from.answers_from !== project.answers_from || from.words_from !== project.words_from
    if (isDaily && !hasMoved && project.retained_on === today) continue
    const removed = await removeOf(db, project, from, today, now)
    await queries.setRetained(db, project, today)
    if (Object.values(removed).some((n) => typeof n === 'number' && n > 0)) all.push(removed)
  }
  return all
}

/** What a line of a log, or of the command line, says of what went. */
export function describeRemoved({ project, ...counts }: Removed): string {
  const told = Object.entries(counts).filter(([, n]) => n > 0)
  return `${project}: ${told.map(([what, n]) => `${NAMES[what as keyof typeof NAMES]} ${n}`).join(', ')}`
}

/**
 * Writes down from which days on everything is kept. They only ever move on: what is gone does not come back with a longer time.
 *
 * @returns null where the project's days have become those of another zone meanwhile: the next round knows them.
 */
async function moveOn(db: Db, project: queries.Kept, today: string, now: Date): Promise<queries.From | null> {
  const { retention, retention_since, answers_from, words_from } = project
  const holds = retention_since !== null && now.getTime() >= retention_since.getTime() + TAKES_HOLD_AFTER_DAYS * DAY_MS
  const limitOf = (days: Retention['answersDays']) => (holds && days !== undefined ? daysBefore(today, days) : null)
  const from = {
    answers_from: later(answers_from, limitOf(retention.answersDays)),
    words_from: later(words_from, limitOf(retention.wordsDays)),
  }
  const isSame = from.answers_from === answers_from && from.words_from === words_from
  return isSame || (await queries.setFrom(db, project, from)) ? from : null
}

async function removeOf(
  db: Db,
  project: queries.Kept,
  { answers_from, words_from }: queries.From,
  today: string,
  now: Date,
): Promise<Removed> {
  const removed = { project: project.id, answers: 0, words: 0, visits: 0, turns: 0, batches: 0, quarantined: 0 }
  if (answers_from !== null) {
    removed.answers = await queries.removeAnswers(db, project, answers_from)
    // A visit ends after its answers, and a day begins at most fourteen hours earlier somewhere than in UTC.
    removed.visits = await queries.removeVisits(db, project, daysBefore(answers_from, 1))
  }
  if (words_from !== null) removed.words = await queries.removeWords(db, project, words_from)
  const quarantinedFrom = later(answers_from, words_from)
  if (quarantinedFrom !== null) removed.quarantined = await queries.removeQuarantined(db, project, quarantinedFrom)
  const quiet = Math.max(Math.ceil(project.budget.sameStepDays ?? DEFAULT_BUDGET.sameStepDays), IMPRESSION_DAYS)
  removed.turns = await queries.removeTurns(db, project, daysBefore(today, quiet + LATE_DAYS + 2))
  removed.batches = await queries.removeBatches(db, project, new Date(now.getTime() - (LATE_DAYS + 7) * DAY_MS))
  return removed
}

/** Days as text are in the order of time. */
function later(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other
  return one > other ? one : other
}

function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(day) - days * DAY_MS).toISOString().slice(0, 10)
}

const DAY_MS = 86_400_000
/** How late a report may come: see collect/clock.ts. What recognises it is kept a while longer, for clocks and zones. */
const LATE_DAYS = 14
/** How long a proof that a prompt was shown is good: see collect/impressions.ts. */
const IMPRESSION_DAYS = 15

const NAMES: Record<keyof Omit<Removed, 'project'>, string> = {
  answers: 'answers',
  words: 'answers without their words',
  visits: 'visits',
  turns: 'turns',
  batches: 'batches',
  quarantined: 'quarantined events',
}
