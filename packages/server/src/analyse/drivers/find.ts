import type { Driver, DriversAnswer, ScaleRange, WholeAssociation } from '@attune/protocol'

import type { VisibleProject } from '../../access/queries.ts'
import { dayIn } from '../../aggregate/day.ts'
import { findJourneys } from '../../configure/queries.ts'
import type { Db } from '../../database/open.ts'
import { AppError } from '../../errors.ts'
import { findAskedVersions, firstDay } from '../queries.ts'
import { associate } from './associate.ts'
import { heardSteps, itemsOf, outcomeOf } from './items.ts'
import { notesOf } from './notes.ts'
import { findOutcomes } from './outcomes.ts'
import { peakEnd } from './peak-end.ts'
import { tableOf } from './people.ts'
import { findPairs } from './queries.ts'
import { type DriversQuery, LIKELIEST } from './query.ts'
import { readPeople } from './read-people.ts'
import { type DriverRow, driverRows } from './rows.ts'
import { driverWeights } from './weights.ts'

/**
 * Which steps' feel goes with how a journey ends, for the same person and visit.
 *
 * From the newest answers and not from counts, because two answers of one visit may come in any order and by different nodes, and
 * because the worst and the last of several steps are no sum. See docs/decisions/0022.
 *
 * @throws AppError `not_found` for a journey, step or prompt that there never was; `bad_request` for a prompt of another journey.
 */
export async function findDrivers(
  db: Db,
  project: VisibleProject,
  query: DriversQuery,
  now: Date,
): Promise<DriversAnswer> {
  const { lane, id, zone } = project
  const [journeys, versions, first] = await Promise.all([
    findJourneys(db, lane, id),
    findAskedVersions(db, lane, id),
    query.from === null ? firstDay(db, lane, id, query.journey) : null,
  ])
  const journey = journeys.find((known) => known.id === query.journey)
  if (!journey && !versions.some((version) => version.journey === query.journey))
    throw new AppError('not_found', `There is no journey "${query.journey}" in project "${id}".`)
  const to = query.to ?? dayIn(zone)(now)
  const from = query.from ?? (first !== null && first < to ? first : to)
  if (from > to) throw new AppError('bad_request', `The parameter "from" is after today (${to}). Days are inclusive.`)

  const { newest } = query
  const days = { lane, project: id, zone, journey: query.journey, from, to, newest }
  const likeliest = query.outcome === LIKELIEST ? await findOutcomes(db, days, versions, null) : null
  const chosen = likeliest ? (likeliest.outcomes[0]?.prompt ?? null) : query.outcome
  const outcome = outcomeOf(versions, { journey: query.journey, outcome: chosen })
  const range = outcome?.range ?? VISIT
  const items = itemsOf(versions, query, outcome, journey?.steps.map((step) => step.id) ?? [])
  const [{ outcomes, questions }, rows] = await Promise.all([
    likeliest ?? findOutcomes(db, days, versions, chosen),
    findPairs(db, { ...days, outcome, places: items.places }),
  ])
  const saidOf = ({ step, prompt }: DriverRow): Pick<Driver, 'name' | 'scale'> => ({
    name: journey?.steps.find((known) => known.id === step)?.name ?? step,
    scale: items.steps.find(({ item }) => item.prompt === prompt)?.scale ?? 'faces',
  })
  const people = await readPeople(rows, items)
  const newest_only = (rows[0]?.looked ?? 0) >= newest
  const heard = heardSteps(items.steps, people)
  const { steps, map } = driverRows(people, heard, range)
  const weights = driverWeights(people, heard)
  const missing = typeof weights === 'string' ? weights : null
  return {
    project: id,
    journey: query.journey,
    from,
    to,
    zone,
    outcome: chosen,
    outcomes,
    people: people.length,
    newest,
    newest_only,
    steps: steps.map((row) => Object.assign(row, saidOf(row))),
    wholes: items.wholes.map(({ item, at }): WholeAssociation => {
      const table = tableOf(people, ({ feels }) => feels[at] as number, item.range, range)
      return Object.assign({ prompt: item.prompt, question: questions.get(item.prompt) ?? '' }, associate(table).told)
    }),
    peak_end: peakEnd(people, heard, range),
    map,
    weights: typeof weights === 'string' ? null : weights,
    weights_missing: missing,
    notes: notesOf({ newest: newest_only ? newest : null, missing, outcome, people: people.length }),
  }
}

/** Whether a visit's outcome was reached: 1, or 0. */
const VISIT: ScaleRange = { min: 0, max: 1, good: 1, bad: 0 }
