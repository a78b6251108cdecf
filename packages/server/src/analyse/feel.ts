import type { FeelAnswer, ScaleRange } from '@attune/protocol'

import type { VisibleProject } from '../access/queries.ts'
import { dayIn } from '../aggregate/day.ts'
import { findJourneys } from '../configure/queries.ts'
import type { Db } from '../database/open.ts'
import { AppError } from '../errors.ts'
import { createComparison, isOneWording } from './comparable.ts'
import type { FeelQuery } from './feel-query.ts'
import { groupsOf, rowsOf } from './feel-rows.ts'
import { checkUncounted, sourceOf, sumFeel } from './feel-source.ts'
import { inJourneyOrder } from './order.ts'
import { findAskedVersions, findContents, firstDay } from './queries.ts'
import { chooseScales } from './scale-of.ts'

/** An answer with the scale that each row's scores stand on, which a table of them needs. */
export interface FeelFound {
  answer: FeelAnswer
  /** One for each row. */
  ranges: ScaleRange[]
}

/**
 * What people felt, by the asked keys: from the counts alone, and from answers only where no count knows.
 *
 * @throws AppError `not_found` for a journey or prompt that there never was; `bad_request` where the days are none or another zone's,
 *   or too many answers would have to be read; `forbidden` where people were promised that nobody looks at them one by one.
 */
export async function findFeel(db: Db, project: VisibleProject, query: FeelQuery, now: Date): Promise<FeelFound> {
  const { lane, id, zone, privacy } = project
  refuseOtherZone(query.zone, zone)
  const today = dayIn(zone)(now)
  const [journeys, versions, first, kept] = await Promise.all([
    findJourneys(db, lane, id),
    findAskedVersions(db, lane, id),
    query.from === null ? firstDay(db, lane, id, query.journey) : null,
    checkUncounted(db, project, query),
  ])
  const { rangeOf, without } = chooseScales(versions, query)
  const to = query.to ?? today
  const since = query.from ?? first ?? to
  const from = kept !== null && kept > since ? kept : since
  if (query.from !== null && query.from > to) {
    throw new AppError('bad_request', `The parameter "from" is after today (${today}). Days are inclusive.`)
  }

  const { journey } = query
  const counts = from > to ? [] : await sumFeel(db, project, query, { from, to, without })
  if (journey !== null && counts.length === 0 && !journeys.some((known) => known.id === journey)) {
    throw new AppError('not_found', `There is no journey "${journey}" in project "${id}".`)
  }
  const scaleOf = new Map(versions.map(({ prompt: of, version, scale }) => [`${of}@${version}`, scale]))
  const shareOf = new Map(versions.map(({ prompt: of, version, share }) => [`${of}@${version}`, share]))
  const groups = groupsOf(counts, { query, rangeOf, scaleOf, shareOf, from, to, today })
  const mixed = groups.map((group) => [...group.asked.values()]).filter((asked) => !isOneWording(asked))
  const prompts = new Set(mixed.flat().map((one) => one.prompt))
  const isComparable = createComparison(await findContents(db, lane, id, [...prompts]))
  const inOrder = inJourneyOrder(journeys)
  const { isOfAnswers, hasWords } = sourceOf(query)
  const found = rowsOf(groups, { query, privacy, isComparable, isOfAnswers, hasWords }).toSorted((a, b) =>
    inOrder(a.row, b.row),
  )
  const rows = found.map(({ row }) => row)
  const answer = { project: id, from: from > to ? to : from, to, zone, by: query.by, weights: query.weights, rows }
  return { answer, ranges: found.map(({ range }) => range) }
}

/** @throws AppError `bad_request` where whoever asks believes in days of another zone than the project's. */
export function refuseOtherZone(asked: string | null, zone: string): void {
  if (asked === null || asked === zone) return
  throw new AppError(
    'bad_request',
    `Days are those of the project's zone, which is ${zone}: counts are kept by day, and no other zone's can be made of them. Leave "zone" away, or change the project's.`,
  )
}
