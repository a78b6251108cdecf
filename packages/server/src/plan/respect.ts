import type { RespectAnswer, RespectRow } from '@attune/protocol'

import type { VisibleProject } from '../access/queries.ts'
import { dayIn } from '../aggregate/day.ts'
import { isoWeekOf } from '../aggregate/week.ts'
import { lastWeeks } from '../analyse/days.ts'
import type { Db } from '../database/open.ts'
import { findNuisance } from './nuisance.ts'
import { type RespectCount, sumOutcomes, sumSeconds } from './queries.ts'

/**
 * What people were asked of in the last ISO weeks, this one included: newest week first, then by prompt.
 *
 * `dismissed` is closed by the person, `never` is "never ask me again", `ignored` is left alone; with the answers they make what
 * was shown, but for prompts that are open right now. `dismiss_rate` is the first two of what was shown.
 *
 * `seconds`: of each answer its own time, at most five minutes because a card stays open beside other work; and two seconds for
 * an answer whose time is unknown and for each prompt that was closed, refused for ever or ignored.
 *
 * @param weeks How many, 1 or more.
 */
export async function findRespect(
  db: Db,
  { lane, id: project, zone }: VisibleProject,
  weeks: number,
  now: Date,
): Promise<RespectAnswer> {
  const to = dayIn(zone)(now)
  const asked = lastWeeks(to, weeks)
  // A rise is one against what was usual before.
  const [earliest] = lastWeeks(to, weeks + WEEKS_BEFORE)
  const from = asked[0]?.first ?? to
  const counts = await sumOutcomes(db, { lane, project, from: earliest?.first ?? from, to })
  const times = await sumSeconds(db, { lane, project, from, to }, MOST_MS)
  const rows = new Map<string, RespectRow>()
  for (const count of counts) enter(rowIn(rows, count), count)
  for (const row of rows.values()) row.seconds = GLANCE_S * (row.dismissed + row.never + row.ignored)
  for (const { seconds, n, ...place } of times) rowIn(rows, place).seconds += seconds + GLANCE_S * n
  for (const row of rows.values()) row.seconds = Math.round(row.seconds * 10) / 10
  judge([...rows.values()])
  const first = isoWeekOf(from)
  const wanted = [...rows.values()].filter(({ week }) => week >= first)
  return { from, to, rows: wanted.toSorted((a, b) => compare(b.week, a.week) || compare(a.prompt, b.prompt)) }
}

function rowIn(rows: Map<string, RespectRow>, at: Pick<RespectCount, 'day' | 'prompt' | 'journey' | 'step'>) {
  const week = isoWeekOf(at.day)
  const { prompt } = at
  const step = at.step ? `${at.journey}/${at.step}` : at.journey
  const name = `${week} ${prompt} ${step}`
  const known = rows.get(name)
  if (known) return known
  const counts = { shown: 0, answered: 0, dismissed: 0, ignored: 0, never: 0, seconds: 0 }
  const row: RespectRow = { week, prompt, step, ...counts, dismiss_rate: null, is_nuisance: false }
  rows.set(name, row)
  return row
}

function enter(row: RespectRow, { measure, value, n }: RespectCount): void {
  if (measure === 'shown') row.shown += n
  // An answer that is set aside was given all the same.
  else if (measure === 'feel' || measure === 'set_aside') row.answered += n
  else if (value === 'closed') row.dismissed += n
  else if (value === 'ignored') row.ignored += n
  else row.never += n
}

/** Each prompt at each step by itself, over its weeks. */
function judge(rows: RespectRow[]): void {
  const ofPrompt = Map.groupBy(rows, ({ prompt, step }) => `${prompt} ${step}`)
  for (const own of ofPrompt.values()) {
    const weeks = own.toSorted((a, b) => compare(a.week, b.week))
    const verdicts = findNuisance(weeks.map(({ shown, dismissed, never }) => ({ shown, dismissed: dismissed + never })))
    for (const [i, row] of weeks.entries()) {
      row.dismiss_rate = row.shown > 0 ? (row.dismissed + row.never) / row.shown : null
      row.is_nuisance = verdicts[i] ?? false
    }
  }
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}

/** What looking at a prompt and away again takes. */
const GLANCE_S = 2
const MOST_MS = 300_000
/** A quarter of a year. */
const WEEKS_BEFORE = 13
