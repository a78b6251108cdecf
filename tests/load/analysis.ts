import { daysAgo, ms, openBench, quantile } from './big-shop.ts'

/**
 * `pnpm bench analysis [ANSWERS]`: how long an analyst waits at ten million answers, beside what is promised and beside the same questions at
 * a hundredth of them in the same database, asked in turn.
 *
 * Ends with 1 where one answer in twenty takes longer than promised.
 */
const ANSWERS = Number(process.argv[3] ?? 10_000_000)
const REQUESTS = 60
const WARMING = 5

const QUESTIONS: { name: string; path: string; promisedMs: number }[] = [
  { name: 'journey map', path: 'journeys/checkout/map', promisedMs: 50 },
  {
    name: 'feel by step and week over a year',
    path: `feel?journey=checkout&by=step,week&from=${daysAgo(364)}&to=${daysAgo(0)}`,
    promisedMs: 100,
  },
  {
    name: 'compare: before and after a day',
    path: `compare?journey=checkout&step=payment&date=${daysAgo(60)}`,
    promisedMs: 100,
  },
  {
    name: 'compare: two devices over a year',
    path: `compare?journey=checkout&step=payment&by=device&a=mobile&b=desktop&from=${daysAgo(364)}&to=${daysAgo(0)}`,
    promisedMs: 100,
  },
  {
    name: 'drivers of the journey as a whole',
    path: `drivers?journey=checkout&outcome=whole-feel&from=${daysAgo(364)}&to=${daysAgo(0)}`,
    promisedMs: 200,
  },
  { name: 'voices, newest', path: 'voices?journey=checkout&step=payment&words=only', promisedMs: 150 },
  { name: 'voices: a common word', path: 'voices?journey=checkout&step=payment&words=only&q=card', promisedMs: 150 },
  { name: 'voices: a rare one', path: 'voices?journey=checkout&words=only&q=71024', promisedMs: 150 },
  { name: 'voices: nobody’s', path: 'voices?journey=checkout&words=only&q=xylophone', promisedMs: 150 },
  { name: 'themes of a step', path: 'themes?journey=checkout&step=payment', promisedMs: Number.POSITIVE_INFINITY },
]

const bench = await openBench()
try {
  const few = await bench.open(Math.round(ANSWERS / 100))
  const many = await bench.open(ANSWERS)
  await bench.serve()
  say(`${'95 of 100 answers within'.padEnd(40)}  promised  ${count(few.size)}  ${count(many.size)}      median`)
  for (const { name, path, promisedMs } of QUESTIONS) {
    const times: Record<string, number[]> = { [few.id]: [], [many.id]: [] }
    for (let i = -WARMING; i < REQUESTS; i++) {
      for (const shop of [few, many]) {
        const tookMs = await bench.ask(shop, path)
        if (i >= 0) times[shop.id]?.push(tookMs)
      }
    }
    const [p95OfFew, p95] = [few, many].map(({ id }) => quantile(times[id] ?? [], 0.95)) as [number, number]
    say(
      `${name.padEnd(40)}${promisedMs === Number.POSITIVE_INFINITY ? '         –' : ms(promisedMs)}${ms(p95OfFew)}${ms(p95)}${ms(quantile(times[many.id] ?? [], 0.5))}`,
    )
    if (p95 > promisedMs) process.exitCode = 1
  }
} finally {
  await bench.close()
}

function count(n: number): string {
  return n.toLocaleString('en').padStart(10)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
