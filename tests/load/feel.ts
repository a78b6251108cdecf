import { laneOf } from '../../packages/server/src/database/lane.ts'
import { type Bench, daysAgo, ms, openBench, quantile, type Shop } from './big-shop.ts'

/**
 * `pnpm bench feel [--quick]`: how long `GET …/feel` and the journey map take at 100,000, a million and ten million answers, beside the
 * plain GROUP BY over the answers that says the same.
 *
 * Each size is a project of its own in one database, and they are asked in turn, so that whatever else the machine does hits all alike.
 * Ends with 1 where the map's slowest in twenty at the most
 * answers takes more than twice that at the fewest, or is not fifty times as fast as the GROUP BY.
 */
const SIZES = process.argv.includes('--quick') ? [20_000, 200_000] : [100_000, 1_000_000, 10_000_000]
const REQUESTS = 300
const WARMING = 30
const GROUPED = 3

const QUESTIONS = {
  map: 'journeys/checkout/map',
  feel: `feel?journey=checkout&by=step,week&from=${daysAgo(55)}&to=${daysAgo(0)}`,
  year: `feel?journey=checkout&by=step&from=${daysAgo(364)}&to=${daysAgo(0)}`,
}
type Question = keyof typeof QUESTIONS

const GROUP_BY = `select step, day, feel, count(*) from answers
  where lane = $1 and project_id = $2 and journey = $3 and day between $4 and $5 group by 1, 2, 3`

/** A shop, and how long each of its requests took, in milliseconds. */
interface Asked {
  shop: Shop
  times: Record<Question, number[]>
  groupedMs: number
}

const bench = await openBench()
try {
  const asked: Asked[] = []
  for (const size of SIZES)
    asked.push({ shop: await bench.open(size), times: { map: [], feel: [], year: [] }, groupedMs: 0 })
  await bench.serve()
  say(
    '      answers      counts |    map p50     p95 |   feel p50     p95 |   year p50     p95 | GROUP BY   of the map’s p95',
  )
  for (const question of Object.keys(QUESTIONS) as Question[]) await askInTurn(question, asked)
  for (const one of asked) say(await rowOf(one))

  const [first, last] = [asked[0] as Asked, asked.at(-1) as Asked]
  const grown = quantile(last.times.map, 0.95) / quantile(first.times.map, 0.95)
  const faster = last.groupedMs / quantile(last.times.map, 0.95)
  say(`\nThe map’s p95 at the most answers: ${grown.toFixed(2)} × that at the fewest (promised: 2).`)
  say(`GROUP BY at the most answers: ${faster.toFixed(0)} × the map’s p95 (promised: 50).`)
  if (grown > 2 || (faster < 50 && !process.argv.includes('--quick'))) process.exitCode = 1
} finally {
  await bench.close()
}

async function askInTurn(question: Question, asked: readonly Asked[]): Promise<void> {
  for (let i = -WARMING; i < REQUESTS; i++) {
    for (const { shop, times } of asked) {
      const tookMs = await bench.ask(shop, QUESTIONS[question])
      if (i >= 0) times[question].push(tookMs)
    }
  }
}

async function rowOf(asked: Asked): Promise<string> {
  const { shop, times } = asked
  asked.groupedMs = await group(bench, shop.id)
  const counted = await bench.client.query('select count(*)::int as n from counts where project_id = $1', [shop.id])
  const { n: counts } = counted.rows[0] as { n: number }
  const pairs = Object.values(times).map((all) => `${ms(quantile(all, 0.5))} ${ms(quantile(all, 0.95))}`)
  const faster = (asked.groupedMs / quantile(times.map, 0.95)).toFixed(0).padStart(8)
  return `${shop.size.toLocaleString('en').padStart(13)} ${counts.toLocaleString('en').padStart(11)} | ${pairs.join(' | ')} | ${ms(asked.groupedMs)} ${faster} ×`
}

/** The map's question, asked of the answers: the scores of eight weeks by step and day. The median. */
async function group({ client }: Bench, project: string): Promise<number> {
  const times: number[] = []
  for (let i = 0; i < GROUPED; i++) {
    const began = performance.now()
    await client.query(GROUP_BY, [laneOf(project), project, 'checkout', daysAgo(55), daysAgo(0)])
    times.push(performance.now() - began)
  }
  return quantile(times, 0.5)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
