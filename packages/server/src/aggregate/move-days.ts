import type { AnsweredEvent } from '@attune/protocol'
import { sql } from 'kysely'

import { choicesOf } from '../collect/fit.ts'
import { knownVersions } from '../configure/directory.ts'
import { findVersions } from '../configure/queries.ts'
import type { Db, Tx } from '../database/open.ts'
import { runIn } from '../database/run.ts'
import { dayIn } from './day.ts'
import { type Counted, countedAs, countValues, keysOf, tally } from './deltas.ts'
import { ADD_COUNTS, emptiedValues, REMOVE_EMPTIED } from './queries.ts'
import { claimZoneMove, type Place, saveZoneMove, type ZoneMoveRow } from './zone-moves.ts'

export interface Pace {
  /** For how long after a change nodes may still file by the old zone. */
  graceMs: number
  /** How many answers are looked at in a step, and how many of them are moved at most. */
  page: number
  atOnce: number
}

/** What came of a step. */
export type Stepped =
  | { state: 'moved'; journeys: string[] }
  /** Nodes may still file by the old zone for so long. */
  | { state: 'waits'; ms: number }
  /** Another node is at it or has ended it, or somebody holds what is next. */
  | { state: 'elsewhere' }
  /** Everything is where it belongs. */
  | { state: 'done'; journeys: string[] }

/**
 * Moves some answers of a project to the days of its new zone, with all that they count as, in one transaction: at every moment
 * counts equal answers, and nothing is counted under two days.
 *
 * An answer is looked at by when it was given and not by where it was filed, so that a step may be done again, by any node, and a
 * change of the zone meanwhile only begins anew. Each answer is looked at twice: the second round begins once every node surely
 * knows the new zone, and finds what was filed by the old one meanwhile.
 *
 * @param pace Default: as the service does it.
 */
export async function moveStep(db: Db, place: Place, pace: Partial<Pace> = {}): Promise<Stepped> {
  return await db.transaction().execute((tx) => step(tx, place, { ...PACE, ...pace }))
}

async function step(tx: Tx, place: Place, { graceMs, page: most, atOnce }: Pace): Promise<Stepped> {
  const move = await claimZoneMove(tx, place)
  if (!move) return { state: 'elsewhere' }
  if (move.total === null) {
    await saveZoneMove(tx, place, { total: await countAnswers(tx, place) })
    return { state: 'moved', journeys: [] }
  }
  if (move.round > 1 && move.ageMs < graceMs) return { state: 'waits', ms: graceMs - move.ageMs }
  const dayOf = dayIn(move.to_zone)
  const page = await findPage(tx, place, move.after, most)
  const misfiled = page.filter(({ at, day }) => dayOf(at) !== day).map(({ id }) => id)
  const answers = await lockAnswers(tx, place, misfiled.slice(0, atOnce))
  await refile(tx, place, answers, dayOf)
  // Up to the first that is still to be moved: there were too many, or somebody else holds it just now.
  const moved = new Set(answers.map(({ id }) => id))
  const end = page.findIndex(({ id, at, day }) => !moved.has(id) && dayOf(at) !== day)
  const looked = end < 0 ? page : page.slice(0, end)
  if (looked.length === 0 && end >= 0 && answers.length === 0) return { state: 'elsewhere' }
  const isRoundOver = end < 0 && page.length < most
  await saveZoneMove(tx, place, {
    ...(isRoundOver ? nextRound(move) : { after: looked.at(-1)?.id ?? move.after }),
    seen: move.round > 1 ? move.seen : move.seen + looked.length,
    moved: move.moved + answers.length,
  })
  const journeys = [...new Set(answers.map(({ journey }) => journey))]
  return { state: isRoundOver && move.round > 1 ? 'done' : 'moved', journeys }
}

function nextRound({ round, since, ageMs }: ZoneMoveRow & { ageMs: number }) {
  return round > 1 ? { done_at: new Date(since.getTime() + ageMs) } : { round: 2, after: null }
}

/** Takes answers from under the days that they are filed under, and files them under their own. */
async function refile(tx: Tx, place: Place, answers: AnswerRow[], dayOf: (at: Date) => string): Promise<void> {
  if (answers.length === 0) return
  const prompts = knownVersions(await findVersions(tx, place.lane, place.id))
  const counts = tally(
    answers.flatMap((row) => {
      const counted = (day: string, n: number): Counted[] =>
        keysOf({
          ...row,
          ...place,
          project_id: place.id,
          day,
          event: eventOf(row),
          segment: row,
          choices: choicesOf(eventOf(row), { prompts }),
          setAside: row.set_aside,
        }).map((key) => countedAs(key, n))
      return [...counted(row.day, -1), ...counted(dayOf(row.at), 1)]
    }),
  ).filter(({ n }) => n !== 0)
  await sql`
    update answers set day = own.day
    from unnest(${answers.map(({ id }) => id)}::uuid[], ${answers.map(({ at }) => dayOf(at))}::date[]) as own (id, day)
    where answers.lane = ${place.lane} and answers.project_id = ${place.id} and answers.id = own.id`.execute(tx)
  const run = runIn(tx)
  await run(ADD_COUNTS, countValues(counts))
  // A day that holds nothing any more is no row: nothing and zero would differ to whoever compares.
  await run(
    REMOVE_EMPTIED,
    emptiedValues(
      place,
      counts.filter(({ n }) => n < 0),
    ),
  )
}

/** What was said, as far as it decides what it counts as. */
function eventOf({ id, at, journey, step: of, prompt, version, variant, feel, comment, answers }: AnswerRow) {
  const event: AnsweredEvent = {
    type: 'answered',
    id,
    visit: '',
    at: at.toISOString(),
    step: of === '' ? journey : `${journey}/${of}`,
    prompt,
    version,
    variant,
    feel,
  }
  if (comment !== null) event.comment = comment
  if (answers !== null) event.answers = answers
  return event
}

async function countAnswers(tx: Tx, { lane, id }: Place): Promise<number> {
  const { n } = await tx
    .selectFrom('answers')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('lane', '=', lane)
    .where('project_id', '=', id)
    .executeTakeFirstOrThrow()
  return n
}

async function findPage(tx: Tx, { lane, id }: Place, after: string | null, most: number) {
  const all = tx.selectFrom('answers').select(['id', 'at', 'day']).where('lane', '=', lane).where('project_id', '=', id)
  return await (after === null ? all : all.where('id', '>', after)).orderBy('id').limit(most).execute()
}

type AnswerRow = Awaited<ReturnType<typeof lockAnswers>>[number]

/** What somebody else holds is left for a later step: two who wait for each other's rows would both be stopped. */
async function lockAnswers(tx: Tx, { lane, id }: Place, ids: string[]) {
  if (ids.length === 0) return []
  return await tx
    .selectFrom('answers')
    .select(['id', 'at', 'day', 'journey', 'step', 'prompt', 'version', 'variant', 'feel', 'comment', 'answers'])
    .select(['device', 'locale', 'release', 'origin', 'trust', 'set_aside'])
    .where('lane', '=', lane)
    .where('project_id', '=', id)
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .skipLocked()
    .execute()
}

/** A step takes some tens of milliseconds; nodes go by what they have read, and batches wait, for a few seconds at most. */
const PACE: Pace = { graceMs: 60_000, page: 5_000, atOnce: 1_000 }
