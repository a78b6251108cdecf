import { setTimeout } from 'node:timers/promises'

import type { Service } from '../e2e/service.ts'
import { isReady, readStorage, sayAnswers } from './page-tasks.ts'
import { PROMPT, setUp } from './questions.ts'
import { buildRoad } from './road.ts'
import type { Engine, Tab } from './tab.ts'
import { openReady } from './trial.ts'

/** What became of answers that many tabs of one person gave at once. */
export interface Tabs {
  submitted: number
  stored: number
  /** Submitted and not stored. */
  lost: string[]
  /** Stored more than once, or counted more often than stored. */
  repeated: number
  /** How many times the tab that sent was killed. */
  killed: number
}

/**
 * Many tabs of one person answer at once over one storage, while the tab that sends for all of them is killed again and again.
 *
 * Answers are paced, so that the outbox's bound of a hundred items is not what is measured: a tab waits while sixty wait.
 *
 * @param path `/payment`, or `/lockless` for a browser without Web Locks.
 */
export async function tryTabs(
  engine: Engine,
  service: Service,
  project: string,
  { tabs, each, kills, path }: { tabs: number; each: number; kills: number; path: '/payment' | '/lockless' },
): Promise<Tabs> {
  const key = `pk_${project}`
  const questions = await setUp(service, project)
  const road = await buildRoad(service.origin, key)
  const browser = await engine.open()
  try {
    const url = road.pageOf('somebody', path)
    road.change('somebody', { slowMs: 20 })
    const submitted: string[] = []
    let left = kills
    const answerAll = async (name: string) => {
      let tab = await openReady(browser, url)
      for (let from = 0; from < each; from += BATCH) {
        const words = Array.from({ length: Math.min(BATCH, each - from) }, (_, i) => `${name} ${from + i}`)
        await tab.run(sayAnswers, { prompt: PROMPT, words, key, room: ROOM })
        submitted.push(...words)
        if (left > 0 && (await isSending(tab)) && left-- > 0) {
          // What it sends now never arrives, or arrives without the tab hearing of it.
          road.change('somebody', left % 2 ? 'offline' : 'unacknowledged')
          // Without waiting for room: while there is no network, none comes.
          await tab.run(sayAnswers, { prompt: PROMPT, words: [`${name} ${from}, at last`], key, room: 1_000 })
          submitted.push(`${name} ${from}, at last`)
          await setTimeout(50)
          await (tab.kill ?? tab.close)()
          road.change('somebody', { slowMs: 20 })
          tab = await openReady(browser, url)
        }
      }
      return tab
    }
    const open = await Promise.all(Array.from({ length: tabs }, (_, i) => answerAll(`tab ${i}, answer`)))
    const [first] = open
    for (let tries = 0; tries < 300; tries++) {
      if ((await first!.run(readStorage, { key, words: 'answered' })).waiting === 0) break
      await setTimeout(200)
    }
    const times = new Map<string, number>()
    for (const words of await questions.comments()) times.set(words, (times.get(words) ?? 0) + 1)
    return {
      submitted: submitted.length,
      stored: times.size,
      lost: submitted.filter((words) => !times.has(words)),
      killed: kills - Math.max(0, left),
      repeated: [...times.values()].filter((n) => n > 1).length + Math.max(0, (await questions.counted()) - times.size),
    }
  } finally {
    await browser.close()
    await road.close()
  }
}

/** Whether this tab is the one that sends now; where there are no locks, any may be. */
async function isSending(tab: Tab): Promise<boolean> {
  if (!(await tab.run(isReady))) return false
  return tab.run(async () => {
    const locks = navigator.locks as LockManager | undefined
    if (!locks) return true
    const { held } = await locks.query()
    const mine = await locks.request('who am I', async () =>
      (await locks.query()).held?.find(({ name }) => name === 'who am I'),
    )
    // A tab holds another lock while an answer may change.
    return !!held?.some(({ clientId, name }) => clientId === mine?.clientId && name?.includes('/v1/events'))
  })
}

/** How many answers are given in one go, and how many items may wait in storage before the next go. */
const BATCH = 5
const ROOM = 60
