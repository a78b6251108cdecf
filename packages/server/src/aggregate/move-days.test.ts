import * as fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'

import type { VisitOrigin } from '../collect/rows.ts'
import { applyConfiguration, readConfiguration } from '../configure/configuration.ts'
import { removeOld } from '../privacy/retention.ts'
import { useDatabase } from '../testing/database.ts'
import { answerOf, enteredOf } from '../testing/shop.ts'
import { AT_ONCE, changeZone, file, knownBy, linesOf, makeIn, misfiled, placeOf } from '../testing/zones.ts'
import { dayIn } from './day.ts'
import { moveStep } from './move-days.ts'
import { moveToTheEnd } from './mover.ts'
import { verifyCounts } from './verify.ts'
import { readZoneMove } from './zone-moves.ts'

const database = useDatabase()

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'Asia/Tokyo',
  'America/Los_Angeles',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'America/Havana',
]
/** Ordinary days, and those on which clocks change in some of them. */
const DAYS = ['2026-06-15', '2026-11-23', '2026-03-29', '2026-10-25', '2026-03-08', '2026-11-01', '2026-04-05']

/** Within hours of a midnight somewhere, in quarters and a little beside them. */
const instant = fc
  .record({
    day: fc.constantFrom(...DAYS),
    quarters: fc.integer({ min: -96, max: 96 }),
    beside: fc.constantFrom(-1, 0, 1, 59_999),
  })
  .map(({ day, quarters, beside }) => new Date(Date.parse(day) + quarters * 900_000 + beside).toISOString())

const answer = fc
  .record({
    at: instant,
    feel: fc.integer({ min: 1, max: 5 }),
    comment: fc.constantFrom(undefined, 'Words'),
    why: fc.subarray(['slow', 'unclear']),
    variant: fc.constantFrom('a', 'b'),
    prompt: fc.constantFrom('payment-feel', 'feedback'),
  })
  .map(({ comment, why, variant, prompt, ...rest }) =>
    answerOf({
      ...rest,
      prompt,
      ...(prompt === 'feedback' ? { step: 'checkout' } : { variant, answers: { why, more: ['More words'] } }),
      ...(comment && { comment }),
    }),
  )

test('afterwards every answer counts as if the zone had always been the new one, and nothing else has moved', async () => {
  const { db } = database
  await fc.assert(
    fc.asyncProperty(
      fc.array(answer, { minLength: 1, maxLength: 40 }),
      fc.constantFrom(...ZONES),
      fc.constantFrom(...ZONES),
      fc.constantFrom<VisitOrigin>('live', 'live', 'import', 'sample'),
      async (answers, from, to, origin) => {
        const [id, twin] = [await makeIn(db, from), await makeIn(db, to)]
        const aside = new Map([[answers[0]!.id, 'repeated'] as const])
        const others = [enteredOf({ at: answers[0]!.at }), enteredOf()]
        for (const [project, trust] of [[id, 'verified'] as const, [twin, 'verified'] as const]) {
          const filed = { origin, trust, setAside: aside }
          await file(db, await knownBy(db, project), [...answers, ...others], filed)
        }
        const kept = await linesOf(db, id, false)
        await changeZone(db, id, to)
        expect(await verifyCounts(db)).toEqual([])
        expect(await moveToTheEnd(db, id, { pace: AT_ONCE })).toEqual(from === to ? [] : [id])
        expect(await misfiled(db, id)).toEqual([])
        expect(await linesOf(db, id)).toEqual(await linesOf(db, twin))
        expect(await linesOf(db, id, false)).toEqual(kept)
        expect(await verifyCounts(db)).toEqual([])
      },
    ),
    { numRuns: 25 },
  )
}, 120_000)

test('a day of 23 hours, and one of 25, takes as many', async () => {
  const { db } = database
  const id = await makeIn(db, 'UTC')
  const hours = (day: string) =>
    Array.from({ length: 120 }, (_, hour) =>
      answerOf({ at: new Date(Date.parse(day) + (hour - 48) * 3_600_000).toISOString() }),
    )
  await file(db, await knownBy(db, id), [...hours('2026-03-29'), ...hours('2026-10-25')])
  await changeZone(db, id, 'Europe/Berlin')
  await moveToTheEnd(db, id, { pace: AT_ONCE })
  const rows = await sql<{ day: string; n: number }>`
    select day, sum(n)::int as n from counts where measure = 'feel' and day in ('2026-03-29', '2026-10-25', '2026-10-24')
    group by day order by day`.execute(db)
  expect(rows.rows).toEqual([
    { day: '2026-03-29', n: 23 },
    { day: '2026-10-24', n: 24 },
    { day: '2026-10-25', n: 25 },
  ])
})

test('what was removed for its age stays counted under its old day, and is never counted again', async () => {
  const { db } = database
  const id = await makeIn(db, 'Europe/Berlin')
  const now = Date.now()
  const told = (hoursAgo: number) =>
    answerOf({ at: new Date(now - hoursAgo * 3_600_000).toISOString(), comment: 'Words', variant: 'a' })
  const said = Array.from({ length: 60 }, (_, i) => told(80 * 24 + i * 2))
  await file(db, await knownBy(db, id), said, { origin: 'import' })
  const document = await readConfiguration(db, id)
  const retention = { answersDays: 90, wordsDays: 89 }
  await applyConfiguration(db, id, { ...document, project: { ...document.project, retention } })
  const later = new Date(now + 8 * 86_400_000)
  expect((await removeOld(db, later))[0]).toMatchObject({ project: id })
  const left = await db.selectFrom('answers').select('id').where('project_id', '=', id).execute()
  expect(left.length).toBeGreaterThan(20)
  expect(left.length).toBeLessThan(40)
  const sums = () =>
    sql`select measure, value, sum(n)::int as n from counts where project_id = ${id} group by 1, 2 order by 1, 2`
      .execute(db)
      .then(({ rows }) => rows)
  const before = await sums()
  for (const zone of ['Pacific/Kiritimati', 'America/Los_Angeles', 'Asia/Tokyo']) {
    await changeZone(db, id, zone)
    // Which of them are of a day is not settled now.
    expect(await removeOld(db, later)).toEqual([])
    await moveStep(db, placeOf(id), AT_ONCE)
    await moveStep(db, placeOf(id), AT_ONCE)
    expect(await verifyCounts(db)).toEqual([])
    await moveToTheEnd(db, id, { pace: AT_ONCE })
    expect(await misfiled(db, id)).toEqual([])
    expect([await verifyCounts(db), await sums()]).toEqual([[], before])
    await removeOld(db, later)
    expect([await verifyCounts(db), await sums()]).toEqual([[], before])
    // The days from which on everything is said to be kept hold every answer that was ever given on them.
    const { answers_from } = await db
      .selectFrom('projects')
      .select('answers_from')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    const kept = new Set(
      (await db.selectFrom('answers').select('id').where('project_id', '=', id).execute()).map(({ id: one }) => one),
    )
    const missing = said.filter((one) => dayIn(zone)(new Date(one.at)) >= (answers_from ?? '') && !kept.has(one.id))
    expect(missing).toEqual([])
  }
})

test('a project of which nothing is counted has nothing to move', async () => {
  const { db } = database
  const id = await makeIn(db, 'Europe/Berlin')
  await changeZone(db, id, 'Asia/Tokyo')
  expect(await readZoneMove(db, placeOf(id))).toBeNull()
  expect(await moveToTheEnd(db, null)).toEqual([])
})
