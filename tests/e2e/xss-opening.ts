import type { Page } from 'playwright-core'
import { expect } from 'vitest'

import { PROMPT, promptOf } from './xss-configuration.ts'
import type { Stored } from './xss-store.ts'

/** What somebody does on a page to see all of it. */
export type Open = (page: Page, stored: Stored) => Promise<void>

/** Everything that unfolds, at once. */
export const openAll: Open = unfold

/** Asks for more until there are so many. */
export const showAllAnswers: Open = async (page, { payloads }) => {
  const voices = page.locator('.voice')
  await voices.first().waitFor()
  while ((await voices.count()) < payloads.length) await more(page, 'Show more', '.voice')
}

/** Asks for more until that is all, and looks into each change. */
export const showAllChanges: Open = async (page) => {
  await page.locator('.entry').first().waitFor()
  while ((await page.getByRole('button', { name: 'Show earlier changes' }).count()) > 0)
    await more(page, 'Show earlier changes', '.entry')
  await unfold(page)
}

export const openVersions: Open = async (page) => {
  await page.locator('.version .changes').first().waitFor()
}

/** Each language in each state of the preview; what publishing changes; both ways to try it out; and what somebody else stored. */
export const openEditor: Open = async (page, { id, payloads }) => {
  await page.frameLocator('.screen iframe').locator('attune-prompt section').waitFor()
  const unseen = await page.evaluate(lookThroughPreview, payloads)
  expect(unseen).toEqual([])
  for (const variant of [1, 0]) {
    await page.getByRole('group', { name: 'Variants' }).locator('.pill').nth(variant).click()
    await page.frameLocator('.screen iframe').locator('attune-prompt section').waitFor()
  }
  await page.getByRole('button', { name: 'Publish …' }).click()
  await page.locator('dialog .changes li').first().waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Try it on the last 14 days' }).click()
  await page.locator('.until').waitFor()
  await page.getByText('Would it be asked?').click()
  await page.getByLabel('Page', { exact: true }).fill(`/${payloads[0]}`)
  await page.getByRole('button', { name: 'Find out' }).click()
  await page.locator('.try-out [role=status] p').last().waitFor()
  await changeBehind(page, 'PUT', `${id}/prompts/${PROMPT}/draft`, promptOf(payloads[0] ?? '', 0, payloads, 3))
  await page.getByLabel('Thanks', { exact: true }).fill('Mine')
  await page.getByRole('button', { name: 'Keep mine' }).waitFor()
}

/** Two change the name of the project at once. */
export const openConflict: Open = async (page, { id, payloads: [name = '', other = ''] }) => {
  await page.getByLabel('Name', { exact: true }).fill('Mine')
  await changeBehind(page, 'PATCH', id, { name: other })
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('heading', { name: 'Somebody has changed this meanwhile' }).waitFor()
  await changeBehind(page, 'PATCH', id, { name })
}

/**
 * Runs in the page. On the way to its thanks the preview asks and has a face chosen, so that each language passes every state; one
 * stays in the states before, too.
 *
 * @returns what the preview did not show, e.g. `Chosen: <script>…`.
 */
async function lookThroughPreview(payloads: readonly string[]): Promise<string[]> {
  const plain = (text: string): string => text.replaceAll(/\s+/gu, ' ').trim()
  const unseen: string[] = []
  for (const [state, languages] of [
    ['Asked', 1],
    ['Chosen', 1],
    ['Thanked', Infinity],
  ] as const) {
    const choice = [...document.querySelectorAll<HTMLElement>('.looks label')].find((one) => one.textContent === state)
    choice?.querySelector('input')?.click()
    for (const [i, pill] of [...document.querySelectorAll<HTMLElement>('[aria-label=Languages] .pill')]
      .slice(0, languages)
      .entries()) {
      pill.click()
      const wanted = plain(payloads[(i + 2) % payloads.length] ?? '')
      let tries = 0
      for (; tries < 500 && !shown().includes(wanted); tries++) await new Promise((resolve) => setTimeout(resolve, 5))
      if (tries === 500) unseen.push(`${state}: ${wanted}`)
    }
  }
  return unseen

  function shown(): string {
    const frame = document.querySelector<HTMLIFrameElement>('.screen iframe')
    return plain(frame?.contentDocument?.querySelector('attune-prompt')?.shadowRoot?.textContent ?? '')
  }
}

async function changeBehind(page: Page, method: 'PUT' | 'PATCH', path: string, data: object): Promise<void> {
  const headers = { 'if-match': '*', 'sec-fetch-site': 'same-origin' }
  const url = new URL(`/api/projects/${path}`, page.url()).href
  const answer = await page.request.fetch(url, { method, data, headers })
  expect([path, answer.status()]).toEqual([path, 200])
}

async function unfold(page: Page): Promise<void> {
  await page.locator('main details').first().waitFor()
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('main details')) (details as HTMLDetailsElement).open = true
  })
}

async function more(page: Page, button: string, rows: string): Promise<void> {
  const all = page.locator(rows)
  const before = await all.count()
  await page.getByRole('button', { name: button }).click()
  await expect.poll(() => all.count()).toBeGreaterThan(before)
}
