import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

import type { ConfigurationDocument } from '@attune/protocol'
import { Client } from 'pg'

import { createToken } from '../../packages/server/src/access/tokens.ts'
import { rebuildCounts } from '../../packages/server/src/aggregate/rebuild.ts'
import { verifyCounts } from '../../packages/server/src/aggregate/verify.ts'
import { applyConfiguration } from '../../packages/server/src/configure/configuration.ts'
import { laneOf } from '../../packages/server/src/database/lane.ts'
import { migrate } from '../../packages/server/src/database/migrate.ts'
import { openDatabase } from '../../packages/server/src/database/open.ts'
import { freePort } from '../e2e/ports.ts'
import { createPostgres, findPostgres } from '../faults/postgres.ts'

/**
 * `pnpm bench feel [--quick]`: how long `GET …/feel` and the journey map take at 100,000, a million and ten million answers, beside the
 * plain GROUP BY over the answers that says the same.
 *
 * One project, six steps, a year of days; devices and languages as uneven as people's, a release every second week. The answers are made by
 * PostgreSQL; their counts are what `attune counts rebuild` makes of them, and are verified. Ends with 1 where the map's slowest in twenty at
 * the most answers takes more than twice that at the fewest, or is not fifty times as fast as the GROUP BY.
 */
const SIZES = process.argv.includes('--quick') ? [20_000, 200_000] : [100_000, 1_000_000, 10_000_000]
const REQUESTS = 300
const GROUPED = 3

const PROJECT = 'shop'
const STEPS = ['cart', 'delivery', 'payment', 'review', 'confirmation', 'account']
const PATHS = {
  map: `/api/projects/${PROJECT}/journeys/checkout/map`,
  feel: `/api/projects/${PROJECT}/feel?journey=checkout&by=step,week&from=${daysAgo(55)}&to=${daysAgo(0)}`,
  year: `/api/projects/${PROJECT}/feel?journey=checkout&by=step&from=${daysAgo(364)}&to=${daysAgo(0)}`,
}

const CHUNK = 500_000

/** Pseudo-random by the answer's number, so that every run makes the same. */
const MAKE_ANSWERS = `insert into answers (lane, project_id, id, at, received_at, day, journey, step, prompt, version, variant, feel,
    comment, visit, visitor, page, device, locale, release, share, took_ms, origin)
  select $1, $2, md5(i::text)::uuid, at, at, at::date, 'checkout', step, step || '-feel', 1, '', feel,
    case when h % 5 = 0 then 'It took a while until I found where to put in the voucher.' end,
    md5('visit' || i)::uuid, 'v_' || i, '/checkout/' || step,
    (array['mobile', 'mobile', 'mobile', 'mobile', 'mobile', 'mobile', 'desktop', 'desktop', 'desktop', 'tablet'])[1 + h / 7 % 10],
    (array['de', 'de', 'de', 'de', 'de', 'de', 'de', 'en', 'en', 'fr'])[1 + h / 71 % 10],
    to_char(date_trunc('week', at) - (extract(week from at)::int % 2) * interval '1 week', 'IYYY.IW'), 0.25, 5300, 'import'
  from (
    select i, h, ($5::text[])[1 + h / 713 % 6] as step, (array[1, 2, 3, 4, 4, 4, 5, 5])[1 + h / 4283 % 8] as feel,
      now() at time zone 'UTC' - (h % 365) * interval '1 day' as at
    from (select i, ('x' || substr(md5('h' || i), 1, 7))::bit(28)::int as h from generate_series($3::int, $4::int) i) n
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

const GROUP_BY = `select step, day, feel, count(*) from answers
  where lane = $1 and project_id = $2 and journey = $3 and day between $4 and $5 group by 1, 2, 3`

const binaries = await findPostgres('embedded')
if (!binaries) throw new Error('There are no PostgreSQL binaries for this machine.')
const postgres = await createPostgres(binaries)
const { db, close } = openDatabase(postgres.url, 4, () => {})
const client = new Client({ connectionString: postgres.url })
await client.connect()
const services: ChildProcess[] = []
const folder = mkdtempSync(join(tmpdir(), 'attune-bench-'))
try {
  await migrate(db)
  await applyConfiguration(db, PROJECT, shop())
  const token = await createToken(db, PROJECT, 'bench', ['read'], null)
  const origin = await serve()
  const rows: Record<string, number>[] = []
  let before = 0
  say(
    '      answers      counts |    map p50     p95 |   feel p50     p95 |   year p50     p95 | GROUP BY   of the map’s p95',
  )
  for (const size of SIZES) {
    await fill(before, size)
    before = size
    const { n: counts } = (await client.query('select count(*)::int as n from counts')).rows[0] as { n: number }
    const times: Record<string, number> = {}
    for (const [name, path] of Object.entries(PATHS)) {
      const all = await ask(origin + path, token)
      times[`${name}50`] = quantile(all, 0.5)
      times[`${name}95`] = quantile(all, 0.95)
    }
    times['grouped'] = await group()
    rows.push(times)
    const pair = (name: string) => `${ms(times[`${name}50`]!)} ${ms(times[`${name}95`]!)}`
    say(
      `${size.toLocaleString('en').padStart(13)} ${counts.toLocaleString('en').padStart(11)} | ${pair('map')} | ${pair('feel')} | ${pair('year')} | ${ms(times['grouped'])} ${(times['grouped'] / times['map95']!).toFixed(0).padStart(8)} ×`,
    )
  }
  const [first, last] = [rows[0]!, rows.at(-1)!]
  const grown = last['map95']! / first['map95']!
  const faster = last['grouped']! / last['map95']!
  say(`\nThe map’s p95 at the most answers: ${grown.toFixed(2)} × that at the fewest (promised: 2).`)
  say(`GROUP BY at the most answers: ${faster.toFixed(0)} × the map’s p95 (promised: 50).`)
  if (grown > 2 || (faster < 50 && !process.argv.includes('--quick'))) process.exitCode = 1
} finally {
  for (const service of services) await end(service)
  await client.end()
  await close()
  await postgres.remove()
  rmSync(folder, { recursive: true, force: true })
}

/** Answers from one number up to another, spread over the year, and the counts that go with them. */
async function fill(from: number, to: number): Promise<void> {
  // Nothing is promised of what is only made to be read: it may be lost.
  await client.query('set synchronous_commit = off')
  for (let first = from; first < to; first += CHUNK)
    await client.query(MAKE_ANSWERS, [laneOf(PROJECT), PROJECT, first, Math.min(to, first + CHUNK) - 1, STEPS])
  await rebuildCounts(db, PROJECT)
  await client.query(MAKE_MOMENTS, [PROJECT])
  const differing = await verifyCounts(db, PROJECT)
  if (differing.length > 0) throw new Error(`${differing.length} counts differ from the answers.`)
  await client.query('vacuum (analyze) answers')
  await client.query('vacuum (analyze) counts')
}

/** How long each request takes, in milliseconds, one after the other. */
async function ask(url: string, token: string): Promise<number[]> {
  const times: number[] = []
  for (let i = -30; i < REQUESTS; i++) {
    const began = performance.now()
    const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } })
    const text = await answer.text()
    if (!answer.ok) throw new Error(text)
    if (i >= 0) times.push(performance.now() - began)
  }
  return times
}

/** The map's question, asked of the answers: the scores of eight weeks by step and day. The median. */
async function group(): Promise<number> {
  const times: number[] = []
  for (let i = 0; i < GROUPED; i++) {
    const began = performance.now()
    await client.query(GROUP_BY, [laneOf(PROJECT), PROJECT, 'checkout', daysAgo(55), daysAgo(0)])
    times.push(performance.now() - began)
  }
  return quantile(times, 0.5)
}

async function serve(): Promise<string> {
  const port = await freePort()
  const settings = { DATABASE_URL: postgres.url, ATTUNE_DATA: folder, PORT: String(port), LOG_LEVEL: 'warn' }
  const main = fileURLToPath(new URL('../../packages/server/src/main.ts', import.meta.url))
  const service = spawn(process.execPath, [main, 'serve'], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  services.push(service)
  const origin = `http://127.0.0.1:${port}`
  for (let tries = 0; tries < 400 && service.exitCode === null; tries++) {
    if ((await fetch(`${origin}/readyz`).catch(() => null))?.ok) return origin
    await sleep(50)
  }
  throw new Error('Attune did not start.')
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}

function shop(): ConfigurationDocument {
  return {
    project: { name: 'Shop' },
    journeys: [{ id: 'checkout', name: 'Checkout', steps: STEPS.map((id) => ({ id, name: id })) }],
    prompts: STEPS.map((step) => ({
      id: `${step}-feel`,
      step: `checkout/${step}`,
      wording: { default: { question: 'How did this feel?' } },
    })),
  }
}

function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)
}

function quantile(numbers: number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!
}

function ms(time: number): string {
  return `${time.toFixed(1)} ms`.padStart(10)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
