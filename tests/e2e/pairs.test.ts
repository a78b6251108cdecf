import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { type ConfigurationDocument, type DriversAnswer, stickyNumber } from '@attune/protocol'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'

import type { HostSite } from './host-pages/govuk.ts'
import { serveFolder } from './host-pages/static.ts'
import { useStage } from './stage.ts'

const stage = useStage()

const KEY = 'pk_pairs'
const STEPS = ['cart', 'delivery', 'payment']
const CONFIGURATION: ConfigurationDocument = {
  project: { name: 'Pairs', keys: [KEY] },
  journeys: [
    {
      id: 'shop',
      name: 'Shop',
      steps: [...STEPS, 'done'].map((id) => ({ id, name: id, match: { urls: [`/${id}.html`] } })),
      goal: 'done',
    },
  ],
  prompts: [
    ...STEPS.map((id) => ({
      id,
      step: `shop/${id}`,
      why: false,
      wording: { default: { question: `How was ${id}?` } },
    })),
    {
      id: 'whole',
      step: 'shop/done',
      on: 'entered',
      // Nobody is asked it but as the second of a pair.
      share: 0,
      why: false,
      pairWith: STEPS,
      wording: { default: { question: 'How was all of it?' } },
    },
  ],
}

let host: HostSite
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'attune-pairs-'))
  const file = join(folder, 'pairs.json')
  writeFileSync(file, JSON.stringify(CONFIGURATION))
  await stage.service.attune('config', 'push', file, '--project', 'pairs')
  for (const id of [...STEPS, 'done', 'home'])
    writeFileSync(
      join(folder, `${id}.html`),
      `<!doctype html><html lang="en"><head><title>${id}</title></head><h1>${id}</h1></html>`,
    )
  host = await serveFolder(folder, `<script async src="${stage.service.origin}/attune.js" data-key="${KEY}"></script>`)
})
afterAll(async () => {
  await host?.close()
  if (folder) rmSync(folder, { recursive: true, force: true })
})

test('each person is asked at one step, drawn by chance, and then for the outcome; drivers hold both against each other', async () => {
  const walks = await Promise.all(STEPS.map(async (step, i) => walk(await comeBack(drawnFor(step)), i + 1)))
  expect(walks.map(({ asked }) => asked)).toEqual(STEPS.map((step) => [`How was ${step}?`, 'How was all of it?']))

  const token = await stage.service.attune('token', 'create', '--project', 'pairs', '--scope', 'read')
  const of = <T>(path: string) => stage.service.get<T>(`/api/projects/pairs/${path}`, token)
  const drivers = () => of<DriversAnswer>('drivers?journey=shop&outcome=whole')
  await expect.poll(async () => (await drivers()).people, { timeout: 10_000 }).toBe(3)
  const answer = await drivers()
  expect([answer.outcome, answer.steps.map(({ step, n }) => [step, n])]).toEqual([
    'whole',
    STEPS.map((step) => [step, 1]),
  ])

  const response = await fetch(`${stage.service.origin}/api/projects/pairs/answers`, {
    headers: { authorization: `Bearer ${token}`, accept: 'application/x-ndjson' },
  })
  const lines = (await response.text()).trim().split('\n')
  const answers = lines.map(
    (line) => JSON.parse(line) as { prompt: string; visit: string; share: number; feel: number },
  )
  const visits = Map.groupBy(answers, ({ visit }) => visit)
  expect([...visits.values()].map((own) => own.length)).toEqual([2, 2, 2])
  for (const { prompt, share } of answers) expect(share, prompt).toBeCloseTo(prompt === 'whole' ? 1 : 1 / 3, 6)

  // A day later nobody is asked anything: both together were one interruption, and they answered it.
  const again = await Promise.all(walks.map(async ({ context }) => walk(await aDayLater(context), 1)))
  expect(again.map(({ asked }) => asked)).toEqual([[], [], []])
})

test('whoever closes the first is not asked the second', async () => {
  const page = await comeBack(drawnFor('delivery', 1))
  expect((await walk(page, null)).asked).toEqual(['How was delivery?'])
})

/** An id for which this step is drawn. */
function drawnFor(step: string, nth = 0): string {
  const ids = Array.from({ length: 200 }, (_, i) => `somebody-${i}`)
  return ids.filter((id) => STEPS[Math.floor(stickyNumber(id, 'whole:pair') * STEPS.length)] === step)[nth] ?? ''
}

/** Somebody who was here before. */
async function comeBack(id: string): Promise<Page> {
  const context = await stage.browser.newContext()
  const page = await context.newPage()
  await page.goto(`${host.origin}/home.html`)
  const known = JSON.stringify({ id, sessions: 3, seen: 1, asked: [] })
  await page.evaluate(([key, value]) => localStorage.setItem(`attune-me:${key}:p`, value!), [KEY, known])
  return page
}

async function aDayLater(context: BrowserContext): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`${host.origin}/home.html`)
  await page.evaluate((key) => {
    const name = `attune-me:${key}:p`
    const known = JSON.parse(localStorage.getItem(name)!) as { seen: number; asked: { at: number }[] }
    known.seen -= 86_400_000
    for (const one of known.asked) one.at -= 86_400_000
    localStorage.setItem(name, JSON.stringify(known))
  }, KEY)
  return page
}

/** Goes through the shop, and gives every prompt this answer; null closes it. @returns what was asked. */
async function walk(page: Page, feel: number | null) {
  const asked: string[] = []
  for (const step of [...STEPS, 'done']) {
    await page.goto(`${host.origin}/${step}.html`)
    while (await isAsked(page, asked)) {
      const card = page.locator('attune-prompt section')
      asked.push((await card.getAttribute('aria-label'))!)
      if (feel === null) await card.getByRole('button', { name: 'Close' }).click()
      else {
        await card
          .locator('input')
          .nth(feel - 1)
          .check({ force: true })
        await card.getByRole('button', { name: 'Done' }).click()
      }
    }
  }
  return { asked, context: page.context() }
}

/** Whether something is asked that was not yet, within what a pause takes. */
async function isAsked(page: Page, before: readonly string[]): Promise<boolean> {
  const last = before.at(-1)
  const card = page.locator(`attune-prompt section${last === undefined ? '' : `:not([aria-label="${last}"])`}`)
  return await card.waitFor({ timeout: 4_000 }).then(
    () => true,
    () => false,
  )
}
