import { existsSync } from 'node:fs'

import type { BrowserContext, Page } from 'playwright-core'

import { launchChromium } from '../e2e/chromium.ts'
import { type Browser, type Engine, expressionOf, type Tab } from './tab.ts'

const isThere = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome'].some(
  (path) => path && existsSync(path),
)

/** Chromium, driven by playwright-core. */
export const chromium: Engine = {
  name: 'Chromium',
  missing: isThere ? null : 'There is no Chromium here: `apt-get install chromium`, or set CHROMIUM_PATH.',
  tabsAtOnce: 16,
  open: openChromium,
}

async function openChromium(): Promise<Browser> {
  const browser = await launchChromium()
  const context = await browser.newContext()
  return {
    newTab: async () => tabOf(context, await context.newPage()),
    close: () => browser.close(),
  }
}

function tabOf(context: BrowserContext, page: Page): Tab {
  return {
    goto: async (url) => void (await page.goto(url)),
    run: <T, A>(task: (argument: A) => T | Promise<T>, argument?: A) => page.evaluate<T>(expressionOf(task, argument)),
    click: ({ x, y }) => page.mouse.click(x, y),
    press: (key) => page.keyboard.press(key),
    reload: async () => void (await page.reload()),
    back: async () => void (await page.goBack({ waitUntil: 'commit' })),
    close: () => page.close(),
    async kill() {
      const session = await context.newCDPSession(page)
      const crashed = page.waitForEvent('crash')
      // Nobody is left to answer this.
      session.send('Page.crash').catch(() => {})
      await crashed
      await page.close()
    },
  }
}
