import type { Origin } from '@attune/protocol'
import { sql } from 'kysely'

import { dayIn } from '../../aggregate/day.ts'
import { type Counted, countedAs, countValues, tally } from '../../aggregate/deltas.ts'
import { ADD_TOLD } from '../../aggregate/queries.ts'
import type { Db, Tx } from '../../database/open.ts'
import { runIn } from '../../database/run.ts'
import { addDays } from '../days.ts'
import { type Block, RULES, tell, type Waiting } from './blocks.ts'
import { SEVERAL } from './sources.ts'

/**
 * Tells of the answers of every project behind the gate, as far as they may be told, up to its yesterday.
 *
 * Once for each day and project, whoever comes first; answers that are told are marked, so that none is told twice, and what was told
 * is never taken back: it is about no person any more, and a figure that goes down by one would be.
 *
 * @returns how many answers were told of now, by project; only where there were some.
 */
export async function tellAnswers(db: Db, now: Date): Promise<Map<string, number>> {
  const told = new Map<string, number>()
  const projects = await db
    .selectFrom('projects')
    .select(['lane', 'id', 'zone', 'told_until'])
    .where('privacy', '<>', 'open')
    .orderBy('id')
    .execute()
  for (const { lane, id, zone, told_until } of projects) {
    const day = addDays(dayIn(zone)(now), -1)
    if (told_until !== null && told_until >= day) continue
    const count = await db.transaction().execute((tx) => tellOf(tx, { lane, id, zone }, day))
    if (count > 0) told.set(id, count)
  }
  return told
}

interface Place {
  lane: number
  id: string
  zone: string
}

async function tellOf(tx: Tx, project: Place, day: string): Promise<number> {
  if (!(await isNext(tx, project, day))) return 0
  let count = 0
  let waiting: Answer[] = []
  // By the order of ids, which is no order of time: each page is mixed like the whole.
  for (let after = FIRST; ;) {
    const page = await findUntold(tx, project, after)
    const isLast = page.length < AT_ONCE
    // Others of its segment may be on the pages to come: nobody runs out of patience before they are all read.
    const step = tell([...waiting, ...page], day, { ...RULES, ...(!isLast && FOR_EVER), impersonal: SEGMENT.length })
    await write(tx, project, step.told, day)
    count += step.told.reduce((sum, { answers }) => sum + answers.length, 0)
    waiting = step.waiting
    after = page.at(-1)?.id ?? after
    if (isLast) break
  }
  // Last, because whoever publishes waits for it.
  await tx
    .updateTable('projects')
    .set({ told_until: day })
    .where('lane', '=', project.lane)
    .where('id', '=', project.id)
    .execute()
  return count
}

/** Whether nobody has told of this day yet; who comes second waits here until the first is done. */
async function isNext(tx: Tx, { lane, id }: Place, day: string): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(${ATTUNE}, ${TELLING})`.execute(tx)
  const row = await tx
    .selectFrom('projects')
    .select('told_until')
    .where('lane', '=', lane)
    .where('id', '=', id)
    .executeTakeFirst()
  return row !== undefined && (row.told_until === null || row.told_until < day)
}

interface Answer extends Waiting {
  journey: string
  step: string
  prompt: string
  version: number
  origin: Origin
  feel: number
  has_words: boolean
}

/**
 * Answers that nobody was told of.
 *
 * Left out are those whose person is forgotten by now: nobody could tell any more whether five of them are five people.
 */
async function findUntold(tx: Tx, { lane, id, zone }: Place, after: string): Promise<Answer[]> {
  const rows = await tx
    .selectFrom('answers as a')
    .innerJoin('projects as p', (join) => join.onRef('p.lane', '=', 'a.lane').onRef('p.id', '=', 'a.project_id'))
    .select([
      'a.id',
      'a.visitor',
      'a.received_at',
      'a.journey',
      'a.step',
      'a.prompt',
      'a.version',
      'a.origin',
      'a.feel',
    ])
    .select([...SEGMENT.map((part) => `a.${part}` as const), sql<boolean>`a.comment is not null`.as('has_words')])
    .where('a.lane', '=', lane)
    .where('a.project_id', '=', id)
    .where('a.id', '>', after)
    .where('a.told_on', 'is', null)
    .where('a.set_aside', 'is', null)
    .where(sql<boolean>`(a.day >= p.words_from or p.words_from is null or a.origin = 'import')`)
    .orderBy('a.id')
    .limit(AT_ONCE)
    .execute()
  const dayOf = dayIn(zone)
  return rows.map((row) =>
    Object.assign(row, {
      person: row.visitor,
      day: dayOf(row.received_at),
      place: [row.journey, row.step, row.prompt, row.version, row.origin].join('\0'),
      segment: SEGMENT.map((part) => row[part]),
    }),
  )
}

async function write(tx: Tx, { lane, id }: Place, blocks: readonly Block<Answer>[], day: string): Promise<void> {
  if (blocks.length === 0) return
  const counts = blocks.flatMap((block) => countsOf(block, lane, id))
  await runIn(tx)(ADD_TOLD, countValues(tally(counts)))
  await tx
    .updateTable('answers')
    .set({ told_on: day })
    .where('lane', '=', lane)
    .where('project_id', '=', id)
    .where('id', '=', sql<string>`any(${blocks.flatMap(({ answers }) => answers.map((answer) => answer.id))}::uuid[])`)
    .execute()
}

/** What a block adds to what is told, under its keys. */
function countsOf({ segment, day, answers }: Block<Answer>, lane: number, project_id: string): Counted[] {
  const [first] = answers
  if (!first) return []
  const { journey, step, prompt, version, origin } = first
  const [variant = '', device = '', locale = '', release = ''] = segment.map((part) => part ?? SEVERAL)
  const own = { lane, project_id, day, journey, step, prompt, version, variant, device, locale, release, origin }
  const scores = Map.groupBy(answers, ({ feel }) => feel)
  const counts = [...scores].map(([feel, of]) => countedAs({ ...own, measure: 'feel', value: String(feel) }, of.length))
  const commented = answers.filter(({ has_words }) => has_words).length
  if (commented > 0) counts.push(countedAs({ ...own, measure: 'commented', value: '' }, commented))
  return counts
}

/** The keys that a block may be told without; the last goes first. */
const SEGMENT = ['variant', 'device', 'locale', 'release'] as const
const FIRST = '00000000-0000-0000-0000-000000000000'
const FOR_EVER = { patienceDays: 36_525 }
const AT_ONCE = 10_000
/** "attu", as of every advisory lock of ours, and what this one is for. */
const ATTUNE = 0x61747475
const TELLING = 4
