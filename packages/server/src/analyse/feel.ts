import type { FeelAnswer, ScaleRange } from '@attune/protocol'

import type { VisibleProject } from '../access/queries.ts'
import { dayIn } from '../aggregate/day.ts'
import { findJourneys } from '../configure/queries.ts'
import type { Db } from '../database/open.ts'
import { AppError } from '../errors.ts'
import { createComparison, isOneWording } from './comparable.ts'
import type { FeelQuery } from './feel-query.ts'
import { groupsOf, isPeriod, rowsOf } from './feel-rows.ts'
import { inJourneyOrder } from './order.ts'
import { findContents, findAskedVersions, firstDay, type Grouping, OF_PROMPT, sumCounts } from './queries.ts'
import { chooseScales } from './scale-of.ts'

/** An answer with the scale that each row's scores stand on, which a table of them needs. */
export interface FeelFound {
  answer: FeelAnswer
  /** One for each row. */
  ranges: ScaleRange[]
}

/**
 * What people felt, by the asked keys: from the counts alone, never from answers.
 *
 * @throws AppError `not_found` for a journey or prompt that there never was; `bad_request` where the days are none, or another zone's.
 */
export async function findFeel(db: Db, project: VisibleProject, query: FeelQuery, now: Date): Promise<FeelFound> {
  const { lane, id, zone, privacy } = project
  refuseOtherZone(query.zone, zone)
  const today = dayIn(zone)(now)
  const [journeys, scales, first] = await Promise.all([
    findJourneys(db, lane, id),
    findAskedVersions(db, lane, id),
    query.from === null ? firstDay(db, lane, id, query.journey) : null,
  ])
  const { rangeOf, without } = chooseScales(scales, query)
  const to = query.to ?? today
  const from = query.from ?? first ?? to
  if (query.from !== null && query.from > to) {
    throw new AppError('bad_request', `The parameter "from" is after today (${today}). Days are inclusive.`)
  }

  const by = groupingsOf(query)
  const { journey, where, prompt } = query
  const asked = { lane, project: id, privacy, journey, from, to, by, where, prompt, without, withFunnel: true }
  const counts = await sumCounts(db, asked)
  if (journey !== null && counts.length === 0 && !journeys.some((known) => known.id === journey)) {
    throw new AppError('not_found', `There is no journey "${journey}" in project "${id}".`)
  }
  const scaleOf = new Map(scales.map(({ prompt: of, version, scale }) => [`${of}@${version}`, scale]))
  const groups = groupsOf(counts, { query, rangeOf, scaleOf, from, to, today })
  const mixed = groups.map((group) => [...group.asked.values()]).filter((versions) => !isOneWording(versions))
  const prompts = new Set(mixed.flat().map((one) => one.prompt))
  const isComparable = createComparison(await findContents(db, lane, id, [...prompts]))
  const inOrder = inJourneyOrder(journeys)
  const found = rowsOf(groups, { query, privacy, isComparable }).toSorted((a, b) => inOrder(a.row, b.row))
  const rows = found.map(({ row }) => row)
  const answer = { project: id, from: from > to ? to : from, to, zone, by: query.by, rows }
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

/**
 * Days tell their weeks and months too, and a week in two months has to be told by its days. Scales are those of versions, and what
 * was asked is looked at in every row.
 */
function groupingsOf({ by }: FeelQuery): Grouping[] {
  const periods = by.filter(isPeriod)
  const others = by.filter((key) => key !== 'scale' && !isPeriod(key)) as Grouping[]
  return [...new Set([...others, ...OF_PROMPT, ...(periods.length > 1 ? (['day'] as const) : periods)])]
}
