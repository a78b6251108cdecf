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
 * Each size is a project of its own in one database, and they are asked in turn, so that whatever else the machine does hits all alike. Six
 * steps, a year of days; devices and languages as uneven as people's, a release every second week. The answers are made by PostgreSQL;
 * their counts are what `attune counts rebuild` makes of them, and are verified. Ends with 1 where the map's slowest in twenty at the most
 * answers takes more than twice that at the fewest, or is not fifty times as fast as the GROUP BY.
 */
const SIZES = process.argv.includes('--quick') ? [20_000, 200_000] : [100_000, 1_000_000, 10_000_000]
const REQUESTS = 300
const WARMING = 30
const GROUPED = 3

const STEPS = ['cart', 'delivery', 'payment', 'review', 'confirmation', 'account']
const QUESTIONS = {
  map: 'journeys/checkout/map',
  feel: `feel?journey=checkout&by=step,week&from=${daysAgo(55)}&to=${daysAgo(0)}`,
  year: `feel?journey=checkout&by=step&from=${daysAgo(364)}&to=${daysAgo(0)}`,
}
type Question = keyof typeof QUESTIONS

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
  const origin = await serve()
  const shops: Shop[] = []
  for (const size of SIZES) shops.push(await openShop(size))
  await client.query('vacuum (analyze) answers')
  await client.query('vacuum (analyze) counts')
  say(
    '      answers      counts |    map p50     p95 |   feel p50     p95 |   year p50     p95 | GROUP BY   of the map’s p95',
  )
  for (const question of Object.keys(QUESTIONS) as Question[]) await askInTurn(origin, question, shops)
  for (const shop of shops) say(await rowOf(shop))

  const [first, last] = [shops[0] as Shop, shops.at(-1) as Shop]
  const grown = quantile(last.times.map, 0.95) / quantile(first.times.map, 0.95)
  const faster = last.groupedMs / quantile(last.times.map, 0.95)
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

/** A project with so many answers. */
interface Shop {
  id: string
  size: number
  token: string
  /** How long each request took, in milliseconds. */
  times: Record<Question, number[]>
  groupedMs: number
}

async function openShop(size: number): Promise<Shop> {
  const id = `shop${size}`
  await applyConfiguration(db, id, shopDocument())
  await fill(id, size)
  const token = await createToken(db, id, 'bench', ['read'], null)
  return { id, size, token, times: { map: [], feel: [], year: [] }, groupedMs: 0 }
}

/** Answers, spread over the year, and the counts that go with them. */
async function fill(project: string, answers: number): Promise<void> {
  // Nothing is promised of what is only made to be read: it may be lost.
  await client.query('set synchronous_commit = off')
  for (let first = 0; first < answers; first += CHUNK)
    await client.query(MAKE_ANSWERS, [laneOf(project), project, first, Math.min(answers, first + CHUNK) - 1, STEPS])
  await rebuildCounts(db, project)
  await client.query(MAKE_MOMENTS, [project])
  const differing = await verifyCounts(db, project)
  if (differing.length > 0) throw new Error(`${differing.length} counts differ from the answers.`)
}

async function askInTurn(origin: string, question: Question, shops: readonly Shop[]): Promise<void> {
  for (let i = -WARMING; i < REQUESTS; i++) {
    for (const { id, token, times } of shops) {
      const began = performance.now()
      const url = `${origin}/api/projects/${id}/${QUESTIONS[question]}`
      const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } })
      const text = await answer.text()
      if (!answer.ok) throw new Error(text)
      if (i >= 0) times[question].push(performance.now() - began)
    }
  }
}

async function rowOf(shop: Shop): Promise<string> {
  const { id, size, times } = shop
  shop.groupedMs = await group(id)
  const counted = await client.query('select count(*)::int as n from counts where project_id = $1', [id])
  const { n: counts } = counted.rows[0] as { n: number }
  const pairs = Object.values(times).map((all) => `${ms(quantile(all, 0.5))} ${ms(quantile(all, 0.95))}`)
  const faster = (shop.groupedMs / quantile(times.map, 0.95)).toFixed(0).padStart(8)
  return `${size.toLocaleString('en').padStart(13)} ${counts.toLocaleString('en').padStart(11)} | ${pairs.join(' | ')} | ${ms(shop.groupedMs)} ${faster} ×`
}

/** The map's question, asked of the answers: the scores of eight weeks by step and day. The median. */
async function group(project: string): Promise<number> {
  const times: number[] = []
  for (let i = 0; i < GROUPED; i++) {
    const began = performance.now()
    await client.query(GROUP_BY, [laneOf(project), project, 'checkout', daysAgo(55), daysAgo(0)])
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

function shopDocument(): ConfigurationDocument {
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
