import type { CompareAnswer, CompareVerdict } from '@attune/protocol'

import type { VisibleProject } from '../../access/queries.ts'
import { dayIn } from '../../aggregate/day.ts'
import { findJourneys } from '../../configure/queries.ts'
import type { Db } from '../../database/open.ts'
import { AppError } from '../../errors.ts'
import { addDays, LATE_DAYS } from '../days.ts'
import { firstDay } from '../queries.ts'
import { controlOf } from './control.ts'
import { effectOf, netOf, ratesOf, ratioOf, shapeOf, type SideWords } from './findings.ts'
import { notesOf } from './notes.ts'
import { findContents, firstDayOf, type SideRow, type SidesAsked, sumSides } from './queries.ts'
import type { CompareQuery, TimeSides, ValueSides } from './query.ts'
import { type AskedContent, differenceOf, questionOf } from './questions.ts'
import { askedIn, rangeOf, sideOf, tallyOf } from './sides.ts'
import { judge } from './verdict.ts'
import { shownExpected } from './weights.ts'
import { daysAround } from './window.ts'

/**
 * Whether one group of people felt better than another, and whether that is to be believed: from the counts alone, or of the
 * blocks that may be told where people were promised that.
 *
 * @throws AppError `not_found` for a journey, prompt or release that there never was; `bad_request` for a change that is yet to come.
 */
export async function findCompare(
  db: Db,
  project: VisibleProject,
  query: CompareQuery,
  now: Date,
): Promise<CompareAnswer> {
  const { lane, id, zone, privacy } = project
  const { journey, step, prompt, where } = query
  const [journeys, contents, first] = await Promise.all([
    findJourneys(db, lane, id),
    findContents(db, lane, id),
    firstDay(db, lane, id, journey),
  ])
  if (first === null && !journeys.some((known) => known.id === journey))
    throw new AppError('not_found', `There is no journey "${journey}" in project "${id}".`)
  if (prompt !== null && ![...contents.keys()].some((name) => name.startsWith(`${prompt} `)))
    throw new AppError('not_found', `There is no prompt "${prompt}" in this project.`)
  const today = dayIn(zone)(now)
  const lastFinal = addDays(today, -LATE_DAYS - 1)
  const sides =
    query.sides.by === 'time'
      ? await aroundChange(db, project, query.sides, { journey, first, today, lastFinal })
      : inSameDays(query.sides, { first, lastFinal })

  const { asked, words } = sides
  const isOfPrompt = query.sides.by === 'variant' || query.sides.by === 'version'
  const rows = await sumSides(db, {
    lane,
    project: id,
    privacy,
    journey,
    step,
    prompt,
    sides: asked,
    where,
    withOthers: !isOfPrompt,
  })
  const own = rows.filter((row) => row.step === step)
  const named = nameIn(contents)
  const asking = askedIn(own, named)
  const range = rangeOf(asking)
  const side = (which: 'a' | 'b') =>
    sideOf(
      own,
      { side: which, name: sides.names[which], days: asked[which], privacy },
      askedIn(
        own.filter((row) => row.side === which),
        named,
      ),
    )
  const [a, b] = [side('a'), side('b')]
  const reason = differenceOf(asking)
  const [before, after] = [a.figures?.scores ?? [a.figures?.n ?? 0], b.figures?.scores ?? [b.figures?.n ?? 0]]
  const isTold = reason === null && a.figures?.scores != null && b.figures?.scores != null

  const answering = (which: 'a' | 'b') => {
    const { origins, scores, shown } = tallyOf(own, which, range)
    return { answered: scores.reduce((sum, k) => sum + k, 0) - origins.import, shown }
  }
  const expected = query.sides.by === 'variant' ? shownExpected(own, query.sides, contents) : null
  const effect = isTold ? effectOf(before, after, words) : null
  const ratio = ratioOf([answering('a').shown, answering('b').shown], expected)
  const rates = isTold ? ratesOf(answering('a'), answering('b')) : null
  const isOfTime = query.sides.by === 'time' || query.sides.by === 'release' || query.sides.by === 'version'
  const judged = judge({ a: before, b: after, words, effect, ratio, rates, weeks: sides.weeks, isOfTime })
  const others = rows.filter((row) => row.step !== step)
  const steps = query.control.length > 0 ? query.control : null
  const target = isTold ? { before, after } : null
  const control =
    isOfPrompt || reason ? null : controlOf(others, { steps, target, range, scale: asking[0]?.scale ?? null }, named)
  return {
    project: id,
    journey,
    step,
    prompt,
    zone,
    by: query.sides.by,
    change: sides.change,
    release: query.sides.by === 'time' ? query.sides.release : null,
    weeks: sides.weeks,
    excluded_days: query.sides.by === 'time' ? query.sides.washout : 0,
    a,
    b,
    not_comparable: reason && { reason, detail: WHY_NOT[reason] },
    effect,
    net: isTold ? netOf(before, after, range) : null,
    shape: isTold ? shapeOf(before, after, range) : null,
    sample_ratio: ratio,
    answer_rate: rates,
    control,
    conditions: judged.conditions,
    verdict: reason
      ? ({
          outcome: 'not_comparable',
          sentence: `Not comparable: ${WHY_NOT[reason]}`,
          more: null,
        } satisfies CompareVerdict)
      : judged.verdict,
    notes: notesOf({ by: query.sides.by, a, b, control, rates, isComparable: reason === null }),
  }
}

/** Both sides, and what they are called. */
interface Placed {
  asked: SidesAsked
  names: { a: string; b: string }
  words: SideWords
  change: string | null
  weeks: number | null
}

async function aroundChange(
  db: Db,
  { lane, id, privacy }: VisibleProject,
  { date, release, weeks, washout }: TimeSides,
  { journey, first, today, lastFinal }: { journey: string; first: string | null; today: string; lastFinal: string },
): Promise<Placed> {
  const change = release === null ? date : await firstDayOf(db, { lane, project: id, privacy, journey, release })
  if (change === null)
    throw new AppError('not_found', `Nothing is told of release "${release}" in journey "${journey}".`)
  if (change > today)
    throw new AppError('bad_request', `The parameter "date" is after today (${today}). Compare once it has happened.`)
  const days = daysAround(change, { weeks, washout }, { first, lastFinal })
  const names = { a: 'before', b: 'after' }
  return { asked: { a: days.a, b: days.b, values: null }, names, words: names, change, weeks: days.weeks }
}

/** Days that late answers may still come to are left out: they would come to both sides, but not to both alike. */
function inSameDays(
  { by, a, b, from, to }: ValueSides,
  { first, lastFinal }: { first: string | null; lastFinal: string },
): Placed {
  const last = to !== null && to < lastFinal ? to : lastFinal
  if (from !== null && from > last)
    throw new AppError('bad_request', `The parameter "from" is after ${last}, the last day whose answers are all in.`)
  const days = { from: from ?? (first !== null && first < last ? first : last), to: last }
  const words = { a: `of ${by} ${a}`, b: `of ${by} ${b}` }
  return { asked: { a: days, b: days, values: { by, a, b } }, names: { a, b }, words, change: null, weeks: null }
}

/** What was asked in a row, looked up once for each version and variant. */
function nameIn(contents: ReadonlyMap<string, AskedContent>) {
  return (row: SideRow) => questionOf(row, contents)
}

const WHY_NOT = {
  scale:
    'answers are on different scales. Narrow them to one prompt with "prompt", or to versions with "where=version:…".',
  wording:
    'people were asked in different words, so that a difference may be that of the question. Narrow both sides to one prompt, version or variant: "prompt", "where=version:…", "where=variant:…".',
} as const
