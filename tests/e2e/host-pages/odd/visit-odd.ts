import type { BrowserContext, FrameLocator, Page } from 'playwright-core'

import type { OddPage } from './odd-page.ts'
import { installProbe } from './probe.ts'

/** Somebody at an odd page. */
export interface Visited {
  page: Page
  /** Where the prompt comes up: the page itself, or its frame. */
  place: Page | FrameLocator
  /** All that a script could have changed, line by line; see `installProbe`. Deep: the language’s own globals, too. */
  look: (isDeep: boolean) => Promise<string[]>
}

/** Goes to a page as somebody new, waits until its own work is done, and does what its visitors do. */
export async function visitOdd(visitor: BrowserContext, page: OddPage, address: string): Promise<Visited> {
  const tab = await visitor.newPage()
  const faults: string[] = []
  await tab.addInitScript(installProbe)
  tab.on('pageerror', (error) => faults.push(`uncaught ${error.message}`))
  tab.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text())
  })
  await tab.goto(address, { waitUntil: 'commit' })
  const place = page.frame ? tab.frameLocator(page.frame) : tab
  await place.locator('#log[data-ready]').waitFor({ timeout: 20_000 })
  await page.act?.(tab)
  return {
    page: tab,
    place,
    async look(isDeep) {
      const log = await place.locator('#log').textContent()
      const frames = await Promise.all(tab.frames().map((frame) => frame.evaluate<string>(`probe(${isDeep})`)))
      return [log, ...frames, ...faults.toSorted()].join('\n').split('\n')
    },
  }
}

/** The lines of one that the other has not, as `-` and `+`. */
export function differences(before: string[], after: string[]): string[] {
  const [had, has] = [new Set(before), new Set(after)]
  return [
    ...before.filter((line) => !has.has(line)).map((line) => `- ${line}`),
    ...after.filter((line) => !had.has(line)).map((line) => `+ ${line}`),
  ]
}
