import Fastify from 'fastify'
import { Client, Pool } from 'pg'

import { type Columns, unnest, valuesOf } from '../../packages/server/src/database/columns.ts'

/**
 * What Attune is measured beside, as a process of its own: `node ingest-rivals.ts bare` answers the same request and does nothing,
 * `node ingest-rivals.ts insert URL` stores each request's answers by a statement of their own, and `node ingest-rivals.ts floor URL`
 * stores answers and counts of many requests together and does nothing else.
 *
 * Prints the port that it listens at.
 */
const [, , kind, url] = process.argv

interface Body {
  context: { device: string; locale: string }
  events: { type: string; id?: string; step: string; feel?: number; at: string }[]
}

type Store = (body: Body) => Promise<void>

const STORES: Record<string, (url: string) => Promise<Store>> = { insert: inserter, floor: grouper }
const store = (await STORES[kind ?? '']?.(url ?? '')) ?? (async () => {})
const app = Fastify()
app.removeAllContentTypeParsers()
app.addContentTypeParser(
  '*',
  { parseAs: 'string' },
  async (_request: unknown, body: string) => JSON.parse(body) as Body,
)
app.post<{ Body: Body }>('/v1/events', async (request, reply) => {
  await store(request.body)
  return await reply.code(202).send({ accepted: request.body.events.length, rejected: [] })
})
const address = await app.listen({ port: 0, host: '127.0.0.1' })
process.stdout.write(`${new URL(address).port}\n`)

/** One INSERT for each request: what most services do. */
async function inserter(connectionString: string): Promise<Store> {
  const pool = new Pool({ connectionString, max: 10 })
  await pool.query(
    'create table if not exists said (id uuid primary key, at timestamptz, feel smallint, event jsonb not null)',
  )
  return async ({ events }) => {
    const rows = events.filter((event) => event.type === 'answered')
    await pool.query({
      name: 'insert_said',
      text: `insert into said select * from unnest($1::uuid[], $2::timestamptz[], $3::smallint[], $4::jsonb[])
        on conflict do nothing`,
      values: [
        rows.map(({ id }) => id),
        rows.map(({ at }) => at),
        rows.map(({ feel }) => feel),
        rows.map((event) => JSON.stringify(event)),
      ],
    })
  }
}

/**
 * The least that a group commit can be: what nobody who stores answers with their counts can do without, and nothing that Attune
 * promises besides. No check, no batch or turn that is taken once, no index but the key.
 *
 * Groups form as Attune's do (docs/decisions/0012): two on their way on one pipelined connection, each half of what there is, at most 64.
 */
async function grouper(connectionString: string): Promise<Store> {
  const client = new Client({ connectionString, pipeline: true })
  await client.connect()
  await client.query(`
    create table if not exists floor_answers (id uuid primary key, at timestamptz, feel smallint, event jsonb not null);
    create table if not exists floor_counts (day date, step text, measure text, feel smallint, device text, locale text, n bigint not null,
      primary key (day, step, measure, feel, device, locale))`)
  await client.query('set plan_cache_mode = force_generic_plan')
  const waiting: Waiting[] = []
  let groups = 0
  let underWay = 0

  function launch(): void {
    while (waiting.length > 0 && groups < 2)
      void carry(waiting.splice(0, Math.min(64, Math.ceil((waiting.length + underWay) / 2))))
  }

  async function carry(group: readonly Waiting[]): Promise<void> {
    groups++
    underWay += group.length
    const bodies = group.map(({ body }) => body)
    const sent = [
      client.query('begin'),
      client.query({ ...ADD_ANSWERS, values: answersOf(bodies) }),
      client.query({ ...ADD_COUNTS, values: countsOf(bodies) }),
      client.query('commit'),
    ]
    const failed = (await Promise.allSettled<unknown>(sent)).find((one) => one.status === 'rejected')
    groups--
    underWay -= group.length
    for (const { resolve, reject } of group) {
      if (failed) reject(failed.reason)
      else resolve()
    }
    launch()
  }

  return async (body) => {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    // What arrived together leaves together.
    if (waiting.push({ body, resolve, reject }) === 1) setImmediate(launch)
    return await promise
  }
}

interface Waiting {
  body: Body
  resolve: () => void
  reject: (error: unknown) => void
}

interface Answer {
  id: string
  at: string
  feel: number
  event: string
}

const ANSWER: Columns<Answer> = { id: 'uuid', at: 'timestamptz', feel: 'smallint', event: 'jsonb' }
const ADD_ANSWERS = { name: 'add_floor_answers', text: `insert into floor_answers select * from ${unnest(ANSWER, 1)}` }

interface Count {
  day: string
  step: string
  measure: string
  feel: number
  device: string
  locale: string
  n: number
}

const COUNT: Columns<Count> = {
  day: 'date',
  step: 'text',
  measure: 'text',
  feel: 'smallint',
  device: 'text',
  locale: 'text',
  n: 'bigint',
}
const ADD_COUNTS = {
  name: 'add_floor_counts',
  text: `insert into floor_counts select * from ${unnest(COUNT, 1)}
    on conflict (day, step, measure, feel, device, locale) do update set n = floor_counts.n + excluded.n`,
}

function answersOf(bodies: readonly Body[]): string[] {
  const rows = bodies.flatMap(({ events }) => events.filter(({ type }) => type === 'answered'))
  return valuesOf(
    ANSWER,
    rows.map((event) => ({ id: event.id ?? '', at: event.at, feel: event.feel ?? 0, event: JSON.stringify(event) })),
  )
}

/** How many of each kind, sorted by key, so that two groups never wait for each other in a circle. */
function countsOf(bodies: readonly Body[]): string[] {
  const counts = new Map<string, Count>()
  for (const { context, events } of bodies)
    for (const { at, step, type, feel = 0 } of events) {
      const key = { day: at.slice(0, 10), step, measure: type, feel, device: context.device, locale: context.locale }
      const name = Object.values(key).join(' ')
      const count = counts.get(name)
      if (count) count.n++
      else counts.set(name, { ...key, n: 1 })
    }
  const rows = [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1))
  return valuesOf(
    COUNT,
    rows.map(([, count]) => count),
  )
}
