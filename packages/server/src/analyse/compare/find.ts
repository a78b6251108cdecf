import type { CompareAnswer, CompareVerdict } from '@attune/protocol'

import type { VisibleProject } from '../../access/queries.ts'
import { dayIn } from '../../aggregate/day.ts'
import { findJourneys } from '../../configure/queries.ts'
import type { Db } from '../../database/open.ts'
import { AppError } from '../../errors.ts'
import { firstDay } from '../queries.ts'
import { controlOf } from './control.ts'
import { effectOf, netOf, ratesOf, ratioOf, shapeOf } from './findings.ts'
import { notesOf } from './notes.ts'
import { othersOf } from './others.ts'
import { placeSides } from './place.ts'
import { findContents, type SideRow, sumSides } from './queries.ts'
import type { CompareQuery } from './query.ts'
import { alikeIn, type AskedContent, differenceOf, questionOf } from './questions.ts'
import { askedIn, rangeOf, sideOf, tallyOf } from './sides.ts'
import { judge } from './verdict.ts'
import { shownExpected } from './weights.ts'

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
  const { journey, step, prompts, where } = query
  const [journeys, contents, first] = await Promise.all([
    findJourneys(db, lane, id),
    findContents(db, lane, id),
    firstDay(db, lane, id, journey),
  ])
  if (first === null && !journeys.some((known) => known.id === journey))
    throw new AppError('not_found', `There is no journey "${journey}" in project "${id}".`)
  const unknown = prompts.find((prompt) => ![...contents.keys()].some((name) => name.startsWith(`${prompt} `)))
  if (unknown !== undefined) throw new AppError('not_found', `There is no prompt "${unknown}" in this project.`)
  const sides = await placeSides(db, project, query, { first, today: dayIn(zone)(now) })
  const { asked, words } = sides
  const isOfPrompt = query.sides.by === 'variant' || query.sides.by === 'version'
  const rows = await sumSides(db, {
    lane,
    project: id,
    privacy,
    journey,
    step,
    prompts,
    sides: asked,
    where,
    withOthers: !isOfPrompt,
  })
  const own = rows.filter((row) => row.step === step)
  const named = nameIn(contents)
  const asking = askedIn(own, named)
  const range = rangeOf(asking)
  const alike = alikeIn(asking)
  const side = (which: 'a' | 'b') =>
    sideOf(
      own,
      { side: which, name: sides.names[which], days: asked[which], privacy },
      askedIn(
        own.filter((row) => row.side === which),
        named,
      ),
      alike,
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
  const isOfTime = OF_TIME.has(query.sides.by)
  const judged = judge({ a: before, b: after, words, effect, ratio, rates, weeks: sides.weeks, isOfTime })
  const others = rows.filter((row) => row.step !== step)
  const steps = query.control.length > 0 ? query.control : null
  const target = isTold ? { before, after } : null
  const control =
    isOfPrompt || step === '' || reason
      ? null
      : controlOf(others, { steps, target, range, scale: asking[0]?.scale ?? null }, named)
  return {
    project: id,
    journey,
    step,
    prompt: prompts.length > 0 ? prompts.join() : null,
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
    others: othersOf(others, named),
    conditions: judged.conditions,
    verdict: reason
      ? ({
          outcome: 'not_comparable',
          sentence: `Not comparable: ${WHY_NOT[reason]}`,
          more: null,
        } satisfies CompareVerdict)
      : judged.verdict,
    notes: notesOf({
      by: query.sides.by,
      a,
      b,
      control,
      rates,
      isComparable: reason === null,
      isWhole: step === '',
      clipped: sides.clipped,
    }),
  }
}

/** What was asked in a row, looked up once for each version and variant. */
function nameIn(contents: ReadonlyMap<string, AskedContent>) {
  return (row: SideRow) => questionOf(row, contents)
}

const OF_TIME: ReadonlySet<string> = new Set(['time', 'period', 'release', 'version'])

const WHY_NOT = {
  scale:
    'answers are on different scales. Narrow them to one prompt with "prompt", or to versions with "where=version:…".',
  wording:
    'people were asked in different words, so that a difference may be that of the question. Narrow both sides to one prompt, version or variant: "prompt", "where=version:…", "where=variant:…".',
} as const
