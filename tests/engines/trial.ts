import { setTimeout } from 'node:timers/promises'

import { isReady, openPrompt, readStorage, sayAnswer, tapAnswer } from './page-tasks.ts'
import { PROMPT } from './questions.ts'
import type { Road, Weather } from './road.ts'
import type { Browser, Tab } from './tab.ts'

/** Somebody new who answers, and leaves in one of many ways a moment later. */
export interface Trial {
  /** Of the person, and the words of the answer. */
  name: string
  /** In the host's own interface; in the prompt, a moment after it has come; or in the very frame in which it comes. */
  how: 'said' | 'tapped' | 'tapped at once'
  leaving: 'close' | 'navigate' | 'reload' | 'back' | 'kill'
  weather: Weather
  /** Between the answer and leaving. */
  delayMs: number
}

/** What the device knows of the answer after one more visit, or two. */
export interface Left {
  trial: Trial
  /** The next visit did not deliver it: another one did, or tried to, once the tab was known to be gone. */
  isLate: boolean
  pending: number
  dropped: number
}

/** Every way of answering, of leaving and every weather with every other, as many times as it takes. */
export function planTrials(prefix: string, count: number, canKill: boolean): Trial[] {
  const leavings = LEAVINGS.filter((leaving) => canKill || leaving !== 'kill')
  return Array.from({ length: count }, (_, i) => ({
    name: `${prefix}${i}`,
    how: HOWS[i % HOWS.length]!,
    leaving: leavings[Math.floor(i / HOWS.length) % leavings.length]!,
    weather: WEATHERS[Math.floor(i / HOWS.length / leavings.length) % WEATHERS.length]!,
    delayMs: Math.floor(Math.random() * 2000),
  }))
}

/** Lets the person answer, leave, and come back once. */
export async function runTrial(browser: Browser, road: Road, key: string, trial: Trial): Promise<Left> {
  const { name, how, leaving, weather, delayMs } = trial
  const words = wordsOf(trial)
  const tab = await openReady(browser, road.pageOf(name, '/payment'))
  if (how === 'tapped') await tab.run(openPrompt, { prompt: PROMPT })
  if (how !== 'tapped at once') road.change(name, weather)
  if (how === 'said') await tab.run(sayAnswer, { prompt: PROMPT, words })
  else await tab.run(tapAnswer, { words, ...(how === 'tapped at once' && { prompt: PROMPT }) })
  road.change(name, weather)
  await setTimeout(delayMs)
  await leave(tab, leaving, road)
  road.change(name, 'fair')

  const soon = await visitOnce(browser, road.pageOf(name, leaving === 'kill' ? '/later' : '/'), key, words)
  const isLate = soon.pending > 0
  const { pending, dropped } = isLate ? await visitOnce(browser, road.pageOf(name, '/later'), key, words) : soon
  return { trial, isLate, pending, dropped }
}

/** The person comes back, and stays until everything is delivered that is to be. */
async function visitOnce(browser: Browser, url: string, key: string, words: string) {
  const tab = await openReady(browser, url)
  const look = () => tab.run(readStorage, { key, words })
  const started = Date.now()
  let found = await look()
  // What a tab still holds that may be alive is not to be delivered yet.
  while (found.pending && Date.now() - started < (found.waiting ? 30_000 : 4000)) {
    await setTimeout(200)
    found = await look()
  }
  await tab.close()
  return found
}

/** The words that nobody else has used. */
export const wordsOf = ({ name, how, leaving }: Trial): string => `${name}: ${how}, then ${leaving}`

async function leave(tab: Tab, leaving: Trial['leaving'], road: Road): Promise<void> {
  if (leaving === 'kill') return tab.kill!()
  if (leaving === 'reload') await tab.reload()
  if (leaving === 'navigate' || leaving === 'back') await tab.goto(road.elsewhere)
  if (leaving === 'back') {
    await tab.back()
    await setTimeout(200)
  }
  await tab.close()
}

/** A new tab at a page, once what it says to the SDK is acted on. */
export async function openReady(browser: Browser, url: string): Promise<Tab> {
  const tab = await browser.newTab()
  await tab.goto(url)
  for (let tries = 0; !(await tab.run(isReady)); tries++) {
    if (tries >= 200) throw new Error(`No configuration came to ${url}.`)
    await setTimeout(50)
  }
  return tab
}

const HOWS = ['said', 'tapped', 'tapped at once'] as const
const LEAVINGS = ['close', 'navigate', 'reload', 'back', 'kill'] as const
const WEATHERS: Weather[] = ['fair', { slowMs: 1500 }, 'offline', 'fair', 'unacknowledged']
