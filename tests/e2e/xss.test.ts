import type { BrowserContext, Page } from 'playwright-core'
import { beforeAll, beforeEach, expect, test } from 'vitest'

import { useStage } from './stage.ts'
import { FIRST_STEP, PER_PROJECT, storeEverywhere, storeName } from './xss-fields.ts'
import { PAYLOADS } from './xss-payloads.ts'

const stage = useStage()
const projects = Array.from({ length: Math.ceil(PAYLOADS.length / PER_PROJECT) }, (_, i) => ({
  id: `project-${i}`,
  payloads: PAYLOADS.slice(i * PER_PROJECT, (i + 1) * PER_PROJECT),
}))
/** What got out, however: it ran, asked for something elsewhere, or was held back by the browser's policy alone. */
let found: string[] = []

beforeAll(async () => {
  await setTraps(stage.team, stage.service.origin)
  for (const { id, payloads } of projects) await storeEverywhere(stage.team, stage.service.origin, id, payloads)
})

beforeEach(() => {
  found = []
})

test('there are at least 500 payloads, each of them different', () => {
  expect(new Set(PAYLOADS).size).toBe(PAYLOADS.length)
  expect(PAYLOADS.length).toBeGreaterThanOrEqual(500)
})

test('as markup the payloads would have been noticed: the traps are set', async () => {
  const page = await stage.team.newPage()
  await page.goto(`${stage.service.origin}/console/`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.evaluate((payloads) => {
    for (const payload of payloads) {
      const place = document.createElement('div')
      document.body.append(place)
      place.innerHTML = payload
    }
  }, PAYLOADS)
  await expect.poll(() => found.length).toBeGreaterThan(200)
  await page.close()
})

test('on no map and no step does a name, a question, an answer or what a page said of itself do anything', async () => {
  const page = await stage.team.newPage()
  for (const { id, payloads } of projects) {
    const [name = ''] = payloads
    await page.goto(`${stage.service.origin}/console/p/${id}/j0`)
    await untilShown(page, name)
    await page.goto(`${stage.service.origin}/console/p/${id}/j0/${FIRST_STEP}`)
    await untilAllAnswers(page, payloads.length)
    for (const details of await page.locator('details summary').all()) await details.click()
    expect([id, found]).toEqual([id, []])
  }
  await page.close()
})

test('nor does the name of a project, of every one in the list', async () => {
  const named = PAYLOADS.slice(0, 500).map((payload, i) => ({ id: `named-${i}`, payload }))
  for (const { id, payload } of named) await storeName(stage.team, stage.service.origin, id, payload)
  const page = await stage.team.newPage()
  await page.goto(`${stage.service.origin}/console/p/project-0/j0`)
  await expect.poll(() => page.locator('optgroup').count(), { timeout: 60_000 }).toBe(named.length + projects.length)
  expect(found).toEqual([])
  await page.close()
})

/** Asks for more until there are so many. */
async function untilAllAnswers(page: Page, n: number): Promise<void> {
  const voices = page.locator('.voice')
  await voices.first().waitFor()
  while ((await voices.count()) < n) {
    const before = await voices.count()
    await page.getByRole('button', { name: 'Show more' }).click()
    await expect.poll(() => voices.count()).toBeGreaterThan(before)
  }
}

/** Waits until the page's heading says a name as it was written. */
async function untilShown(page: Page, name: string): Promise<void> {
  const shown = async () => (await page.locator('h1').allTextContents()).join().replaceAll(/\s+/g, ' ')
  await expect.poll(shown).toContain(name.replaceAll(/\s+/g, ' '))
}

async function setTraps(team: BrowserContext, origin: string): Promise<void> {
  await team.exposeFunction('tellTrap', (what: string) => void found.push(what))
  await team.addInitScript(() => {
    const { tellTrap } = window as unknown as { tellTrap: (what: string) => void }
    Object.assign(window, { xss: () => tellTrap('ran') })
    addEventListener('securitypolicyviolation', (event) =>
      tellTrap(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`),
    )
  })
  team.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(`${origin}/`) && !url.startsWith('data:')) found.push(url)
  })
  team.on('dialog', (dialog) => {
    found.push(dialog.message())
    void dialog.dismiss()
  })
}
