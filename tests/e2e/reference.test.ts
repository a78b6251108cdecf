import axeCore from 'axe-core'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { launchChromium } from './chromium.ts'
import { type Service, startService } from './service.ts'

let service: Service
let browser: Browser
beforeAll(async () => {
  service = await startService()
  browser = await launchChromium()
})
afterAll(async () => {
  await browser?.close()
  await service?.stop()
})

test.each([
  ['light', 1280],
  ['light', 360],
  ['dark', 1280],
  ['dark', 360],
] as const)('the reference reads well in %s at %i px, and its policy stops nothing', async (colorScheme, width) => {
  const page = await browser.newPage({ colorScheme, viewport: { width, height: 800 } })
  const complaints: string[] = []
  page.on('console', (message) => complaints.push(message.text()))
  page.on('requestfailed', (request) => complaints.push(request.url()))
  await page.goto(`${service.origin}/api/reference`)
  const pictures = process.env['PICTURES']
  if (pictures) await page.screenshot({ path: `${pictures}/reference-${colorScheme}-${width}.png` })
  expect(complaints).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)

  await page.evaluate(axeCore.source)
  const faults = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof axeCore }
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
    const { violations } = await axe.run(document, { runOnly: { type: 'tag', values: tags } })
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
  })
  expect(faults).toEqual([])

  await page.getByRole('link', { name: 'What people felt, with its denominators and intervals' }).click()
  await page.getByRole('heading', { name: 'What people felt, with its denominators and intervals' }).waitFor()
  if (pictures) await page.screenshot({ path: `${pictures}/reference-feel-${colorScheme}-${width}.png` })
  await page.close()
})
