import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'

import { launchChromium } from './chromium.ts'
import { signIn } from './console-steps.ts'
import { type Service, startService } from './service.ts'

/** What a story happens on; there once the tests run. */
export interface Stage {
  service: Service
  browser: Browser
  /** Signed in to the console. */
  team: BrowserContext
}

/** Gives a file of stories a running service, a browser, and somebody who is signed in. @param args Of `attune serve`. */
export function useStage(...args: string[]): Stage {
  const stage = {} as Stage
  beforeAll(async () => {
    stage.service = await startService(...args)
    stage.browser = await launchChromium()
    stage.team = await stage.browser.newContext()
    const page = await stage.team.newPage()
    await signIn(page, stage.service.signInLink)
    await page.close()
  })
  afterAll(async () => {
    await stage.browser?.close()
    await stage.service?.stop()
  })
  return stage
}
