import type { Service } from '../e2e/service.ts'
import { setUp } from './questions.ts'
import { buildRoad } from './road.ts'
import type { Engine } from './tab.ts'
import { type Left, planTrials, runTrial, type Trial, wordsOf } from './trial.ts'

/** What became of the answers of people who left in the middle. */
export interface Closes {
  trials: number
  /** Stored, still on the device, or given up and counted as such. */
  accounted: number
  stored: number
  /** Of those stored, the ones that the next visit did not deliver, but one eleven minutes later. */
  late: Trial[]
  /** Still on the device after both visits. */
  pending: Trial[]
  /** Given up, and counted as such on the device. */
  dropped: Trial[]
  /** Stored more than once, or counted more often than stored. */
  repeated: number
  /** The answers that are in none of those places. */
  lost: Trial[]
  /** Why trials did not come to an end. */
  broken: string[]
  seconds: number
}

/**
 * Lets so many people answer and leave, and asks the service what it has of it.
 *
 * @param project A new one of that service.
 * @param script Tried instead of the service's own `attune.js`.
 */
export async function tryCloses(
  engine: Engine,
  service: Service,
  project: string,
  count: number,
  script?: string,
): Promise<Closes> {
  const started = Date.now()
  const key = `pk_${project}`
  const questions = await setUp(service, project)
  const road = await buildRoad(service.origin, key, script)
  const left: Left[] = []
  const broken: string[] = []
  try {
    const plan = planTrials(project, count, engine.name === 'Chromium')
    // A browser of its own for every so many: what one has gathered must not slow the next.
    for (let from = 0; from < plan.length; from += PER_BROWSER) {
      const browser = await engine.open()
      const some = plan.slice(from, from + PER_BROWSER)
      try {
        await withEach(some, engine.tabsAtOnce, async (trial) => {
          try {
            left.push(await runTrial(browser, road, key, trial))
          } catch (error) {
            broken.push(`${wordsOf(trial)}: ${String(error)}`)
          }
        })
      } finally {
        await browser.close()
      }
    }
    const times = new Map<string, number>()
    for (const words of await questions.comments()) times.set(words, (times.get(words) ?? 0) + 1)
    const isStored = ({ trial }: Left) => times.has(wordsOf(trial))
    const missing = left.filter((one) => !isStored(one))
    const lost = missing.filter(({ pending, dropped }) => !pending && !dropped).map(({ trial }) => trial)
    const stored = left.length - missing.length
    return {
      trials: left.length,
      accounted: left.length - lost.length,
      stored,
      late: left.filter((one) => one.isLate && isStored(one)).map(({ trial }) => trial),
      pending: missing.filter(({ pending }) => pending).map(({ trial }) => trial),
      dropped: missing.filter(({ pending, dropped }) => !pending && dropped).map(({ trial }) => trial),
      repeated: [...times.values()].filter((n) => n > 1).length + Math.max(0, (await questions.counted()) - times.size),
      lost,
      broken,
      seconds: Math.round((Date.now() - started) / 1000),
    }
  } finally {
    await road.close()
  }
}

/** Does something with each, so many at once. */
async function withEach<T>(all: T[], atOnce: number, task: (one: T) => Promise<void>): Promise<void> {
  const waiting = [...all]
  const worker = async () => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) await task(one)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}

const PER_BROWSER = 250
