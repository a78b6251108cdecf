import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import type { ConfigurationDocument } from '@attune/protocol'
import { Client } from 'pg'

import { createToken } from '../../packages/server/src/access/tokens.ts'
import { rebuildCounts } from '../../packages/server/src/aggregate/rebuild.ts'
import { verifyCounts } from '../../packages/server/src/aggregate/verify.ts'
import { applyConfiguration } from '../../packages/server/src/configure/configuration.ts'
import { laneOf } from '../../packages/server/src/database/lane.ts'
import { migrate } from '../../packages/server/src/database/migrate.ts'
import { type Db, openDatabase } from '../../packages/server/src/database/open.ts'
import { allComments } from '../../packages/server/src/demo/comments.ts'
import { freePort } from '../e2e/ports.ts'
import { createPostgres, findPostgres } from '../faults/postgres.ts'
import { AS_STARTED } from '../faults/service.ts'

/**
 * A service on a private PostgreSQL of its own, and shops with very many answers: a year of days, six steps, devices and languages as
 * uneven as people's, a release every second week, words in one answer of five, and visits of six steps that end with how the whole of it
 * felt. The answers are made by PostgreSQL, the same in every run; their counts are what `attune counts rebuild` makes of them, and are
 * verified.
 */
export interface Bench {
  /** For what is only looked at beside the service. */
  client: Client
  /** The database's connection string. */
  url: string
  open: (answers: number) => Promise<Shop>
  /** Starts the service, once there are shops. */
  serve: () => Promise<void>
  /** @returns how many milliseconds the answer took, whole. @throws what the service says where it refuses. */
  ask: (shop: Shop, path: string) => Promise<number>
  close: () => Promise<void>
}

/** A project with so many answers. */
export interface Shop {
  id: string
  size: number
  token: string
}

const STEPS = ['cart', 'delivery', 'payment', 'review', 'confirmation', 'account']
const CHUNK = 500_000

/** Pseudo-random by the answer's number, so that every run makes the same. */
const MAKE_ANSWERS = `insert into answers (lane, project_id, id, at, received_at, day, journey, step, prompt, version, variant, feel,
    comment, visit, visitor, page, device, locale, release, share, took_ms, origin)
  select $1, $2, md5(i::text)::uuid, at, at, at::date, 'checkout', step, case step when '' then 'whole' else step end || '-feel', 1, '', feel,
    case when h % 5 = 0 then ($6::text[])[1 + h / 5 % array_length($6::text[], 1)] || case when h % 20 = 0 then ' Order ' || h % 100003 || '.' else '' end end,
    md5('visit' || v)::uuid, 'v_' || v, '/checkout/' || step,
    (array['mobile', 'mobile', 'mobile', 'mobile', 'mobile', 'mobile', 'desktop', 'desktop', 'desktop', 'tablet'])[1 + w / 7 % 10],
    (array['de', 'de', 'de', 'de', 'de', 'de', 'de', 'en', 'en', 'fr'])[1 + w / 71 % 10],
    to_char(date_trunc('week', at) - (extract(week from at)::int % 2) * interval '1 week', 'IYYY.IW'), 0.25, 5300, 'import'
  from (
    select i, i / 7 as v, h, w, coalesce(($5::text[])[1 + i % 7], '') as step, (array[1, 2, 3, 4, 4, 4, 5, 5])[1 + (h / 4283 % 5 + w / 4283 % 4) % 8] as feel,
      now() at time zone 'UTC' - (w % 365) * interval '1 day' - (7 - i % 7) * interval '1 minute' as at
    from (
      select i, ('x' || substr(md5('h' || i), 1, 7))::bit(28)::int as h, ('x' || substr(md5('v' || i / 7), 1, 7))::bit(28)::int as w
      from generate_series($3::int, $4::int) i
    ) n
  ) made`

/** What happens at the steps besides: for each answer four prompts shown and forty people who passed. */
const MAKE_MOMENTS = `insert into counts (lane, project_id, day, journey, step, prompt, version, variant, measure, value, device, locale,
    release, origin, n)
  select lane, project_id, day, journey, step, case when named.measure = 'shown' then prompt else '' end,
    case when named.measure = 'shown' then version else 0 end, '', named.measure, '', device, locale, release, origin, sum(n) * times
  from counts cross join (values ('shown', 4), ('entered', 40), ('completed', 36)) m (measure_made, times)
  cross join lateral (select measure_made as measure) named
  where project_id = $1 and counts.measure = 'feel'
  group by lane, project_id, day, journey, step, named.measure, times, device, locale, release, origin, prompt, version
  on conflict (lane, project_id, journey, day, step, measure, value, prompt, version, variant, device, locale, release, origin)
  do update set n = excluded.n`

/** Starts the database. */
export async function openBench(): Promise<Bench> {
  const binaries = await findPostgres('embedded')
  if (!binaries) throw new Error('There are no PostgreSQL binaries for this machine.')
  const postgres = await createPostgres(binaries)
  const { db, close } = openDatabase(postgres.url, 4, () => {})
  const client = new Client({ connectionString: postgres.url })
  await client.connect()
  const folder = mkdtempSync(join(tmpdir(), 'attune-bench-'))
  await migrate(db)
  let service: ChildProcess | null = null
  let origin = ''
  return {
    client,
    url: postgres.url,
    open: async (answers) => {
      const id = `shop${answers}`
      await applyConfiguration(db, id, shopDocument())
      await fill(db, client, id, answers)
      return { id, size: answers, token: await createToken(db, id, 'bench', ['read'], null) }
    },
    serve: async () => {
      await client.query('vacuum (analyze) answers')
      await client.query('vacuum (analyze) counts')
      // Else what was just made is written to disk beside the questions.
      await client.query('checkpoint')
      const port = await freePort()
      origin = `http://127.0.0.1:${port}`
      service = spawnService({ DATABASE_URL: postgres.url, ATTUNE_DATA: folder, PORT: String(port), LOG_LEVEL: 'warn' })
      await untilReady(origin, service)
    },
    ask: async ({ id, token }, path) => {
      const began = performance.now()
      const answer = await fetch(`${origin}/api/projects/${id}/${path}`, {
        headers: { authorization: `Bearer ${token}` },
      })
      const text = await answer.text()
      if (!answer.ok) throw new Error(text)
      return performance.now() - began
    },
    close: async () => {
      if (service) await end(service)
      await client.end()
      await close()
      await postgres.remove()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The day so many days before today, in UTC. */
export function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)
}

/** @param share 0.95 is what one in twenty exceeds. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!
}

export function ms(time: number): string {
  return `${time.toFixed(1)} ms`.padStart(10)
}

/** Answers, spread over the year, and the counts that go with them. */
async function fill(db: Db, client: Client, project: string, answers: number): Promise<void> {
  const words = allComments()
  // Nothing is promised of what is only made to be read: it may be lost.
  await client.query('set synchronous_commit = off')
  for (let first = 0; first < answers; first += CHUNK) {
    const last = Math.min(answers, first + CHUNK) - 1
    await client.query(MAKE_ANSWERS, [laneOf(project), project, first, last, STEPS, words])
    process.stderr.write(`${project}: ${last + 1} answers made\n`)
  }
  await rebuildCounts(db, project)
  await client.query(MAKE_MOMENTS, [project])
  const differing = await verifyCounts(db, project)
  if (differing.length > 0) throw new Error(`${differing.length} counts differ from the answers.`)
}

function shopDocument(): ConfigurationDocument {
  const wording = { default: { question: 'How did this feel?' } }
  return {
    project: { name: 'Shop' },
    journeys: [{ id: 'checkout', name: 'Checkout', steps: STEPS.map((id) => ({ id, name: id })) }],
    prompts: [
      ...STEPS.map((step) => ({ id: `${step}-feel`, step: `checkout/${step}`, wording })),
      { id: 'whole-feel', step: 'checkout', wording },
    ],
  }
}

function spawnService(settings: Record<string, string>): ChildProcess {
  return spawn(process.execPath, [...AS_STARTED, 'serve'], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

async function untilReady(origin: string, service: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 400 && service.exitCode === null; tries++) {
    if ((await fetch(`${origin}/readyz`).catch(() => null))?.ok) return
    await sleep(50)
  }
  throw new Error('Attune did not start.')
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}
