import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { ConfigurationDocument, VoicesAnswer } from '@attune/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { KINDS } from './host-pages/odd/all-pages.ts'
import { cutOffPages } from './host-pages/odd/cut-off-pages.ts'
import { readLibraries } from './host-pages/odd/libraries.ts'
import { type OddHost, serveOddPages } from './host-pages/odd/serve-odd.ts'
import { differences, visitOdd, type Visited } from './host-pages/odd/visit-odd.ts'
import { useStage } from './stage.ts'

/** Every page here is opened twice by somebody new: without Attune, and with it. Nothing may differ but what it brings. */
const stage = useStage()
const QUESTION = 'How does this page feel?'
const pages = Object.values(KINDS).flat()

const CONFIGURATION: ConfigurationDocument = {
  project: {
    name: 'Odd',
    keys: ['pk_odd', 'pk_other'],
    budget: { firstSession: true, afterShownDays: 0, sameStepDays: 0, perSession: 0 },
  },
  journeys: [{ id: 'odd', name: 'Odd', steps: [{ id: 'page', name: 'Page', match: { urls: ['/with/**'] } }] }],
  prompts: [{ id: 'odd-feel', step: 'odd/page', on: 'entered', wording: { default: { question: QUESTION } } }],
}

let host: OddHost
let token: string
beforeAll(async () => {
  const file = join(tmpdir(), `attune-odd-${process.pid}.json`)
  writeFileSync(file, JSON.stringify(CONFIGURATION))
  await stage.service.attune('config', 'push', file, '--project', 'odd')
  token = await stage.service.attune('token', 'create', '--project', 'odd', '--scope', 'read')
  host = await serveOddPages([...pages, ...cutOffPages], stage.service.origin, await readLibraries())
})
afterAll(() => host?.close())

test('there are more than forty of them, each with an address of its own', () => {
  expect(new Set(pages.map(({ id }) => id)).size).toBe(pages.length)
  expect(pages.length).toBeGreaterThanOrEqual(40)
})

const cases = Object.entries(KINDS).flatMap(([kind, odd]) =>
  odd.map((page) => [`${kind}: ${page.name}`, page] as const),
)
test.concurrent.for(cases)('%s', { timeout: 90_000 }, async ([, page], { expect: check }) => {
  const visitor = await stage.browser.newContext({ viewport: { width: 1280, height: 900 } })
  try {
    const [without, withAttune] = await Promise.all([
      visitOdd(visitor, page, host.addressOf(page, 'without')),
      visitOdd(visitor, page, host.addressOf(page, 'with')),
    ])
    await withAttune.place.getByRole('group', { name: QUESTION }).waitFor({ timeout: 30_000 })
    const found = differences(await without.look(true), await withAttune.look(true))
    if (!page.isCounting) check(found).toEqual([])
    await answer(withAttune, page.id)
    await press(withAttune)
    await press(without)
    check(differences(await without.look(false), await withAttune.look(false))).toEqual([])
    await check.poll(() => stored(page.id), { timeout: 10_000 }).toBe(1)
  } finally {
    await visitor.close()
  }
})

/** The browser itself writes into the console what it did not load; that is not ours to prevent. */
test.concurrent.for(cutOffPages.map((page) => [page.name, page] as const))(
  'cut off: %s, and the page does not notice',
  { timeout: 60_000 },
  async ([, page], { expect: check }) => {
    const visitor = await stage.browser.newContext({ viewport: { width: 1280, height: 900 } })
    try {
      const [without, withAttune] = await Promise.all([
        visitOdd(visitor, page, host.addressOf(page, 'without')),
        visitOdd(visitor, page, host.addressOf(page, 'with')),
      ])
      await withAttune.page.waitForTimeout(4_000)
      await Promise.all([without, withAttune].map(({ page: tab }) => tab.locator('#buy').press('Enter')))
      const found = differences(await without.look(true), await withAttune.look(true))
      check(
        found.filter(
          (line) => !/^\+ (policy:|error: not loaded|.*(Failed to load|Content Security Policy|CORS))/.test(line),
        ),
      ).toEqual([])
      check(await withAttune.page.locator('attune-prompt').count()).toBe(0)
    } finally {
      await visitor.close()
    }
  },
)

test('every page’s answer was counted once, and there are no others', async () => {
  const { rows } = await stage.service.get<{ rows: { n: number }[] }>('/api/projects/odd/feel?journey=odd', token)
  expect(rows.map(({ n }) => n)).toEqual([pages.length])
})

/** As a person does, with a pointer and keys, in whatever language. */
async function answer({ place }: Visited, words: string): Promise<void> {
  await place.getByRole('group', { name: QUESTION }).getByRole('radio').nth(3).click()
  await place.locator('attune-prompt').getByRole('textbox').pressSequentially(words)
  await place.locator('attune-prompt .done').click()
  await place.locator('attune-prompt .thanks').waitFor()
}

/** The host's own button still does what it did; and the thanks go, because the person goes on. */
async function press({ page, place }: Visited): Promise<void> {
  await place.locator('#buy').focus()
  await page.keyboard.press('Enter')
  await place.locator('attune-prompt').waitFor({ state: 'detached' })
}

async function stored(words: string): Promise<number> {
  const path = '/api/projects/odd/voices?journey=odd&step=page&words=only&limit=200'
  const { voices } = await stage.service.get<VoicesAnswer>(path, token)
  return voices.filter(({ comment }) => comment === words).length
}
