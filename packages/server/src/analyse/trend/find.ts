import type { PromptDocument, TrendAnswer, TrendSeries, WordingKey } from '@attune/protocol'

import type { VisibleProject } from '../../access/queries.ts'
import { dayIn } from '../../aggregate/day.ts'
import { findJourneys } from '../../configure/queries.ts'
import type { Db } from '../../database/open.ts'
import { AppError } from '../../errors.ts'
import { createComparison } from '../comparable.ts'
import { daysBetween } from '../days.ts'
import { refuseOtherZone } from '../feel.ts'
import { findAskedVersions, findContents, firstDay, sumCounts, type VersionKey } from '../queries.ts'
import { chooseScales } from '../scale-of.ts'
import { NEEDS } from './drift.ts'
import { type Period, type TrendQuery } from './query.ts'
import { differsBetween, type Series, seriesOf } from './series.ts'
import { toldSeries } from './told-series.ts'

/**
 * How a step felt over time and when that drifted: from the counts alone, so that it costs its days and not its answers.
 *
 * All days are read, whatever is asked for: a baseline that began with `from` would be another one tomorrow.
 *
 * @throws AppError `not_found` for a journey, step or prompt that there never was; `bad_request` where the days are none, or another
 * zone's.
 */
export async function findTrend(db: Db, project: VisibleProject, query: TrendQuery, now: Date): Promise<TrendAnswer> {
  const { lane, id, zone, privacy } = project
  const { journey, step, where, prompt } = query
  refuseOtherZone(query.zone, zone)
  const today = dayIn(zone)(now)
  const [journeys, versions, first] = await Promise.all([
    findJourneys(db, lane, id),
    findAskedVersions(db, lane, id),
    firstDay(db, lane, id, journey),
  ])
  const to = query.to ?? today
  const from = query.from ?? first ?? to
  if (query.from !== null && query.from > to)
    throw new AppError('bad_request', `The parameter "from" is after today (${today}). Days are inclusive.`)

  // By version each is on its own scale, so that a change of scale is a break and nothing that is missing.
  const { rangeOf, without } = chooseScales(versions, { ...query, by: ['version'] })
  const by = ['day', 'prompt', 'version', 'variant'] as const
  const rows = await sumCounts(db, { lane, project: id, privacy, journey, from: null, to, by, where, prompt, without })
  const isKnown = journeys.find((known) => known.id === journey)?.steps.some((known) => known.id === step)
  if (rows.length === 0 && step !== '' && !isKnown)
    throw new AppError('not_found', `There is no step "${step}" in journey "${journey}" of project "${id}".`)

  const prompts = new Set(rows.map((row) => row.prompt ?? ''))
  const contents = await findContents(db, lane, id, [...prompts])
  const series = seriesOf(rows, { rangeOf, isComparable: createComparison(contents) })
  const period = query.by ?? fitting(series, from, to)
  const asked = { privacy, by: period, from: query.from, to, today }
  const toTold = (one: Series, i: number): TrendSeries =>
    Object.assign(questionOf(one, series[i - 1], contents), toldSeries(one, asked))
  return {
    project: id,
    journey,
    step,
    by: period,
    from: from > to ? to : from,
    to,
    zone,
    series: series.map(toTold).filter(({ points }) => points.length > 0),
    needs: NEEDS,
  }
}

/** Days of three weeks, weeks of a year, months of more: about as many as can be told apart. */
function fitting(series: readonly Series[], from: string, to: string): Period {
  const answered = series.flatMap(({ days }) => days.map(({ day }) => day)).filter((day) => day >= from && day <= to)
  const [oldest = to, newest = to] = [answered.toSorted()[0], answered.toSorted().at(-1)]
  const days = daysBetween(oldest, newest)
  return days <= 21 ? 'day' : days <= 366 ? 'week' : 'month'
}

/** What was asked in a series, and how that differs from what was asked before. */
function questionOf({ asked }: Series, before: Series | undefined, contents: readonly AskedContent[]) {
  const read = (key: WordingKey | undefined) => key && asRead(contents, key)
  return {
    question: read(asked.at(-1))?.wording.default.question ?? null,
    asked,
    differs: before ? differsBetween(read(before.asked.at(-1)), read(asked[0])) : [],
  }
}

/** A prompt as who has this variant reads it. */
function asRead(
  contents: readonly AskedContent[],
  { prompt, version, variant }: WordingKey,
): PromptDocument | undefined {
  const content = contents.find((one) => one.prompt === prompt && one.version === version)?.content
  const own = content?.variants?.find(({ id }) => id === variant)?.wording
  return content && own ? { ...content, wording: own } : content
}

type AskedContent = VersionKey & { content: PromptDocument }
