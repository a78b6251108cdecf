import Fastify from 'fastify'
import { Pool } from 'pg'

/**
 * What Attune is measured beside, as a process of its own: `node ingest-rivals.ts bare` answers the same request and does nothing,
 * `node ingest-rivals.ts insert URL` stores each request's answers by a statement of their own.
 *
 * Prints the port that it listens at.
 */
const [, , kind, url] = process.argv

interface Body {
  events: { type: string; id?: string; feel?: number; at: string }[]
}

const store = kind === 'insert' ? await inserter(url ?? '') : async () => {}
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
async function inserter(connectionString: string): Promise<(body: Body) => Promise<void>> {
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
