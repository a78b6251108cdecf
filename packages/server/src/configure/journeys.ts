import type { IncomingHttpHeaders } from 'node:http'
import { isDeepStrictEqual } from 'node:util'

import type { JourneyConfig } from '@attune/protocol'
import { MAX_JOURNEYS } from '@attune/protocol/schema'

import { type Actor, recordChange } from '../access/audit.ts'
import type { Db, Tx } from '../database/open.ts'
import { AppError } from '../errors.ts'
import { checkJourney, refuse } from './check.ts'
import { writtenOf } from './document.ts'
import { etagOf, requireSeen } from './etag.ts'
import { deleteJourney, orderJourneys, upsertJourney } from './journey-writes.ts'
import { placesOf } from './places.ts'
import { findJourneys, findPrompts } from './queries.ts'
import { lockProject, type Place, touchProject } from './writes.ts'

/** Who changes something, and what they say to have seen. */
export interface By {
  actor: Actor
  headers: IncomingHttpHeaders
}

/** The tag of a journey as it is stored. */
export function journeyEtag(journey: JourneyConfig): string {
  return etagOf(JSON.stringify(journey))
}

/** The tag of an order: of the ids alone, so that who sorts is not in the way of who writes. */
export function orderEtag(journeys: readonly JourneyConfig[]): string {
  return etagOf(JSON.stringify(journeys.map((journey) => journey.id)))
}

/**
 * Makes a journey, at the end, or changes one. The id of a step is what its answers hang on; its name is free.
 *
 * @throws AppError `invalid_configuration`, `precondition_required`, `changed_meanwhile`; `conflict` where a prompt would be left
 * without its step.
 */
export async function saveJourney(
  db: Db,
  project: Place,
  id: string,
  document: unknown,
  by: By,
): Promise<{ journey: JourneyConfig; isNew: boolean }> {
  const journey = checkJourney(withId(id, document))
  return await db.transaction().execute(async (tx) => {
    await lockProject(tx, project.lane, project.id)
    const all = await findJourneys(tx, project.lane, project.id)
    const before = all.find((one) => one.id === id) ?? null
    requireSeen(by.headers, before && journeyEtag(before))
    if (!before && all.length >= MAX_JOURNEYS)
      throw new AppError('conflict', `There are ${MAX_JOURNEYS} journeys already, which is the most. Remove one first.`)
    if (before && isDeepStrictEqual(before, journey)) return { journey: before, isNew: false }
    const others = all.filter((one) => one !== before)
    await refuseStranding(tx, project, all, [...others, journey])
    await upsertJourney(tx, project, journey)
    await touchProject(tx, project)
    const after = await readJourney(tx, project, id)
    const action = before ? 'journey.changed' : 'journey.created'
    await recordChange(tx, project.id, by.actor, { action, subject: id, before, after })
    return { journey: after, isNew: !before }
  })
}

/**
 * Takes a journey out of the configuration. Answers about it stay, and putting the same again brings it back with them.
 *
 * @throws AppError `not_found`, `precondition_required`, `changed_meanwhile`; `conflict` where a prompt stands at one of its steps.
 */
export async function removeJourney(db: Db, project: Place, id: string, by: By): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await lockProject(tx, project.lane, project.id)
    const before = await readJourney(tx, project, id)
    requireSeen(by.headers, journeyEtag(before))
    const all = await findJourneys(tx, project.lane, project.id)
    await refuseStranding(
      tx,
      project,
      all,
      all.filter((one) => one.id !== id),
    )
    await deleteJourney(tx, project, id)
    await touchProject(tx, project)
    await recordChange(tx, project.id, by.actor, { action: 'journey.removed', subject: id, before })
  })
}

/**
 * Puts the journeys in another order.
 *
 * @throws AppError `invalid_configuration` where it is not an order of all of them; `precondition_required`, `changed_meanwhile`.
 */
export async function sortJourneys(db: Db, project: Place, order: readonly string[], by: By): Promise<JourneyConfig[]> {
  return await db.transaction().execute(async (tx) => {
    await lockProject(tx, project.lane, project.id)
    const journeys = await findJourneys(tx, project.lane, project.id)
    requireSeen(by.headers, orderEtag(journeys))
    const before = journeys.map((journey) => journey.id)
    if (!isDeepStrictEqual(before.toSorted(), order.toSorted()))
      refuse([`order: must name each journey once: ${before.join(', ') || 'there is none'}`])
    if (isDeepStrictEqual(before, order)) return journeys
    await orderJourneys(tx, project, order)
    await touchProject(tx, project)
    await recordChange(tx, project.id, by.actor, { action: 'journeys.ordered', subject: '', before, after: order })
    return await findJourneys(tx, project.lane, project.id)
  })
}

/** One journey of a project. @throws AppError `not_found` */
export async function readJourney(db: Db, project: Place, id: string): Promise<JourneyConfig> {
  const journeys = await findJourneys(db, project.lane, project.id)
  const found = journeys.find((journey) => journey.id === id)
  if (!found) throw new AppError('not_found', `There is no journey "${id}" in project "${project.id}".`)
  return found
}

/** The document under the id that its address says. @throws AppError `invalid_configuration` where it says another itself. */
export function withId(id: string, document: unknown): unknown {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return document
  const said = (document as { id?: unknown }).id
  if (said !== undefined && said !== id) refuse([`id: is not "${id}", which the address says; an id never changes`])
  return { ...document, id }
}

/** A prompt whose step has gone would be asked nowhere, and say so to nobody. */
async function refuseStranding(
  tx: Tx,
  project: Place,
  before: readonly JourneyConfig[],
  after: readonly JourneyConfig[],
): Promise<void> {
  const left = new Set(placesOf(after))
  const gone = new Set(placesOf(before).filter((place) => !left.has(place)))
  if (gone.size === 0) return
  for (const row of await findPrompts(tx, project.lane, project.id)) {
    if (row.status === 'ended') continue
    const { id, step, after: earlier, unless = [] } = writtenOf(row)
    const named = [step, ...[...(earlier?.moments ?? []), ...unless].map((moment) => moment.step ?? step)]
    const lost = named.find((place) => gone.has(place))
    if (lost === undefined) continue
    const what = lost === step ? 'stands at' : 'waits for what happens at'
    throw new AppError(
      'conflict',
      `The prompt "${id}" (${row.status}) ${what} "${lost}". End it first, or publish it at another step.`,
    )
  }
}
