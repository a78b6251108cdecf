import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import type { Page } from 'playwright-core'

import { arrange } from './arrange.ts'
import { launchChromium } from './chromium.ts'
import { startService } from './service.ts'

/**
 * One picture of every page of the console, to be looked at after a change: `node tests/e2e/console-sheet.ts [FILE]`.
 *
 * With a project that has everything, and with one that has nothing; on a desktop and on a phone, light and dark. Needs the built console.
 */
const file = process.argv[2] ?? join(import.meta.dirname, '../../docs/console-sheet.webp')
const FULL = [
  ['map', 'p/demo/checkout'],
  ['step', 'p/demo/checkout/payment'],
  ['voices', 'a/demo/checkout/voices'],
  ['compare', 'a/demo/checkout/compare'],
  ['drivers', 'a/demo/checkout/drivers'],
  ['doing and feeling', 'a/demo/checkout/doing'],
  ['delivery', 'a/demo/checkout/delivery'],
  ['report', 'a/demo/checkout/report'],
  ['journeys', 'c/demo/journeys'],
  ['one journey', 'c/demo/journeys/checkout'],
  ['a walk', 'c/demo/journeys/walk:'],
  ['prompts', 'c/demo/prompts'],
  ['one prompt', 'c/demo/prompts/payment-feel'],
  ['versions', 'c/demo/prompts/payment-feel:versions'],
  ['respect', 'c/demo/respect'],
  ['people', 'c/demo/people'],
  ['tokens', 'c/demo/tokens'],
  ['project', 'c/demo/project'],
  ['history', 'c/demo/audit'],
  ['account', 'account'],
] as const
const EMPTY = [
  ['no journey', ''],
  ['journeys', 'c/shop/journeys'],
  ['a walk', 'c/shop/journeys/walk:'],
  ['prompts', 'c/shop/prompts'],
  ['respect', 'c/shop/respect'],
  ['tokens', 'c/shop/tokens'],
  ['new project', 'new'],
] as const
/** Of a journey that is named, and nobody has walked. */
const SILENT = [
  ['map', 'p/shop/checkout'],
  ['step', 'p/shop/checkout/payment'],
  ['voices', 'a/shop/checkout/voices'],
  ['compare', 'a/shop/checkout/compare'],
  ['drivers', 'a/shop/checkout/drivers'],
  ['doing and feeling', 'a/shop/checkout/doing'],
  ['delivery', 'a/shop/checkout/delivery'],
  ['report', 'a/shop/checkout/report'],
] as const
const SCREENS = [
  { name: 'desktop', width: 1280, height: 900 },
  { name: 'phone, 360 px', width: 360, height: 720 },
]

const browser = await launchChromium()
try {
  const rows = [
    ...(await shootAll('with everything', FULL, null, '--demo')),
    ...(await shootAll('with a journey and no answers', SILENT, makeJourney)),
    ...(await shootAll('with nothing', EMPTY, makeShop)),
  ]
  writeFileSync(file, await arrange(browser, rows.join('')))
  process.stdout.write(`${file}\n`)
} finally {
  await browser.close()
}

async function shootAll(
  title: string,
  pages: readonly (readonly [string, string])[],
  prepare: (() => Promise<void>) | null,
  ...args: string[]
): Promise<string[]> {
  const service = await startService(...args)
  try {
    const signed = await browser.newContext()
    const first = await signed.newPage()
    await first.goto(service.signInLink)
    await first.getByRole('heading', { level: 1 }).waitFor()
    if (prepare !== null) await first.evaluate(prepare)
    const storageState = await signed.storageState()
    const rows: string[] = []
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const { name, width, height } of SCREENS) {
        const context = await browser.newContext({
          storageState,
          colorScheme,
          viewport: { width, height },
          reducedMotion: 'reduce',
        })
        const page = await context.newPage()
        const cells: string[] = []
        for (const [caption, path] of pages) {
          const picture = await shoot(page, `${service.origin}/console/${path}`)
          cells.push(
            `<figure><img width="${width / 4}" src="data:image/png;base64,${picture}"><figcaption>${caption}</figcaption></figure>`,
          )
        }
        rows.push(`<h2>${title}, ${name}, ${colorScheme}</h2><div style="flex-wrap: wrap">${cells.join('')}</div>`)
        await context.close()
      }
    }
    return rows
  } finally {
    await service.stop()
  }
}

/** In the page: a project that nobody has configured. */
async function makeShop(): Promise<void> {
  const body = JSON.stringify({ id: 'shop', name: 'Shop' })
  await fetch('/api/projects', { method: 'POST', body, headers: { 'content-type': 'application/json' } })
}

/** In the page: a project with a journey of two steps. */
async function makeJourney(): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  await fetch('/api/projects', { method: 'POST', body: JSON.stringify({ id: 'shop', name: 'Shop' }), headers })
  const url = '/api/projects/shop/configuration'
  const before = await fetch(url)
  const steps = [
    { id: 'cart', name: 'Cart' },
    { id: 'payment', name: 'Payment' },
  ]
  const journeys = [{ id: 'checkout', name: 'Checkout', steps }]
  const body = JSON.stringify({ ...((await before.json()) as object), journeys })
  await fetch(url, { method: 'PUT', body, headers: { ...headers, 'if-match': before.headers.get('etag') ?? '' } })
}

/** @returns a PNG in base64. */
async function shoot(page: Page, url: string): Promise<string> {
  await page.goto(url)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForTimeout(600)
  return (await page.screenshot({ caret: 'hide' })).toString('base64')
}
