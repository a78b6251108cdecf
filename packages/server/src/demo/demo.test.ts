import Fastify from 'fastify'
import { expect, test } from 'vitest'

import { createGuard } from '../access/guard.ts'
import { createToken } from '../access/tokens.ts'
import { commitBatch } from '../collect/commit.ts'
import { applyConfiguration } from '../configure/configuration.ts'
import { createDirectory } from '../configure/directory.ts'
import { AppError, STATUS_OF } from '../errors.ts'
import { stableId } from '../import/ids.ts'
import { useDatabase } from '../testing/database.ts'
import { ensureDemo } from './demo.ts'
import { demoRoutes } from './routes.ts'

const database = useDatabase()
const NOW = new Date('2026-11-23T10:00:00Z')

async function dump() {
  const count = (table: 'answers' | 'visits' | 'counts' | 'batches') =>
    database.db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
  const [answers, visits, counts, batches] = await Promise.all([
    count('answers'),
    count('visits'),
    count('counts'),
    count('batches'),
  ])
  return { answers: answers.n, visits: visits.n, counts: counts.n, batches: batches.n }
}

test('the demo is made once, all of it labelled as sample, with a key and a live prompt at each step', async () => {
  expect(await ensureDemo(database.db, NOW)).toEqual({ created: true })
  const made = await dump()
  expect(made).toMatchObject({ batches: 10 })
  expect(await ensureDemo(database.db, new Date('2026-12-24T10:00:00Z'))).toEqual({ created: false })
  expect(await dump()).toEqual(made)
  const origins = await database.db.selectFrom('answers').select('origin').distinct().execute()
  expect(origins).toEqual([{ origin: 'sample' }])
  const project = await createDirectory(database.db).byKey('pk_demo')
  expect(project?.config.prompts.map(({ step, share }) => `${step} ${share}`).toSorted()).toEqual([
    'checkout/cart 1',
    'checkout/confirmation 1',
    'checkout/delivery 1',
    'checkout/payment 1',
  ])
})

test('an interrupted start goes on with the days of the first try, and ends as if it had not been interrupted', async () => {
  const { db } = database
  await ensureDemo(db, NOW)
  const whole = await dump()
  await db.deleteFrom('projects').execute()
  for (const table of ['answers', 'visits', 'counts', 'batches'] as const) await db.deleteFrom(table).execute()

  // The history is written, and the last step fails.
  const taken = { project: { name: 'Other', keys: ['pk_demo'] }, journeys: [], prompts: [] }
  await applyConfiguration(db, 'other', taken)
  await expect(ensureDemo(db, NOW)).rejects.toThrow('pk_demo')
  expect(await createDirectory(db).byId('demo')).toBeNull()

  await applyConfiguration(db, 'other', { ...taken, project: { name: 'Other', keys: ['pk_other'] } })
  await ensureDemo(db, new Date('2026-11-25T10:00:00Z'))
  expect(await dump()).toEqual(whole)
})

test('two services that start at once make one demo', async () => {
  await Promise.all([ensureDemo(database.db, NOW), ensureDemo(database.db, NOW)])
  expect(await dump()).toMatchObject({ batches: 10 })
  const shown = await database.db
    .selectFrom('counts')
    .select((eb) => eb.fn.sum<string>('n').as('n'))
    .where('measure', '=', 'feel')
    .executeTakeFirstOrThrow()
  expect(Number(shown.n)).toBe((await dump()).answers)
})

test('removing the sample takes all of it and nothing else, says so once, and it is never made again', async () => {
  const { db } = database
  await ensureDemo(db, NOW)
  const project = await createDirectory(db).byId('demo')
  await commitBatch(db, {
    project: project!,
    batch: stableId('live'),
    receivedAt: NOW,
    origin: 'live',
    visitor: null,
    context: {},
    receipt: { accepted: 1, rejected: [] },
    events: [
      {
        type: 'answered',
        id: stableId('one'),
        visit: stableId('visit'),
        prompt: 'payment-feel',
        version: 1,
        step: 'checkout/payment',
        at: NOW.toISOString(),
        feel: 5,
      },
    ],
  })
  const announced: string[] = []
  const changes = {
    announce: (id: string, journeys: Iterable<string>) => void announced.push(id, ...journeys),
    subscribe: () => () => {},
    close: () => Promise.resolve(),
  }
  const app = Fastify()
  app.setErrorHandler((error, _request, reply) =>
    reply.code(error instanceof AppError ? STATUS_OF[error.code] : 500).send({ message: String(error) }),
  )
  await app.register(demoRoutes, { db, changes, guard: createGuard(db, { secure: false }) })
  const remove = async (scope: 'read' | 'configure') =>
    await app.inject({
      method: 'DELETE',
      url: '/api/projects/demo/sample',
      headers: { authorization: `Bearer ${await createToken(db, 'demo', 'test', [scope], null)}` },
    })

  expect((await remove('read')).statusCode).toBe(403)
  const first = await remove('configure')
  expect(first.json<{ removed: number }>().removed).toBeGreaterThan(4_000)
  expect(announced).toEqual(['demo', 'checkout'])
  expect((await remove('configure')).json()).toEqual({ removed: 0 })
  expect(await dump()).toMatchObject({ answers: 1, visits: 0, counts: 3 })
  await ensureDemo(db, NOW)
  expect(await dump()).toMatchObject({ answers: 1 })
  await app.close()
})
