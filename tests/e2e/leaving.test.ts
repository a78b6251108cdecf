import { setTimeout } from 'node:timers/promises'

import type { VoicesAnswer } from '@attune/protocol'
import type { BrowserContext, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'

import { useStage } from './stage.ts'

const stage = useStage('--demo')
let token: string

beforeAll(async () => {
  token = await stage.service.attune('token', 'create', '--project', 'demo', '--scope', 'read')
})

const HOW: [string, (page: Page) => Promise<void>][] = [
  ['closing the tab as Done is pressed', (page) => page.close()],
  ['closing the tab while the answer is under way', (page) => page.close()],
  ['going to another site', async (page) => void (await page.goto('about:blank'))],
  ['reloading', async (page) => void (await page.reload())],
]

test.each(HOW)('%s loses nothing and counts nothing twice', async (how, leave) => {
  const found = await Promise.all(
    [0, 3, 15, 60, 200].map(async (delayMs) => {
      const words = `${how}, after ${delayMs} ms`
      const visitor = await stage.browser.newContext()
      const page = await startAnswer(visitor, words)
      if (how.includes('under way')) await slowDown(visitor)
      await page.getByRole('button', { name: 'Done' }).click({ noWaitAfter: true })
      if (delayMs > 0) await setTimeout(delayMs)
      await leave(page)
      await visitor.unrouteAll({ behavior: 'ignoreErrors' })
      await nextVisit(visitor)
      const times = await stored(words)
      await visitor.close()
      return { words, times }
    }),
  )
  expect(found.filter(({ times }) => times !== 1)).toEqual([])
})

test('an answer that was tapped and never finished is kept when the person just leaves', async () => {
  const visitor = await stage.browser.newContext()
  const page = await startAnswer(visitor, 'never pressed Done')
  await page.goto('about:blank')
  await nextVisit(visitor)
  expect(await stored('never pressed Done')).toBe(1)
  await visitor.close()
})

test('an answer given offline arrives on the next visit, once', async () => {
  const visitor = await stage.browser.newContext()
  const page = await startAnswer(visitor, 'given on a train')
  await visitor.setOffline(true)
  await page.getByRole('button', { name: 'Done' }).click()
  await page.getByText(/thank you/i).waitFor()
  await page.close()
  expect(await voices('given on a train')).toHaveLength(0)
  await visitor.setOffline(false)
  await nextVisit(visitor)
  await nextVisit(visitor)
  expect(await stored('given on a train')).toBe(1)
  await visitor.close()
})

test('an answer that arrived without its acknowledgement is sent again and counted once', async () => {
  const visitor = await stage.browser.newContext()
  const page = await startAnswer(visitor, 'the answer to the answer was lost')
  // The service takes the batch, and the page never hears of it.
  await visitor.route('**/v1/events*', async (route) => {
    await route.fetch()
    await route.abort()
  })
  await page.getByRole('button', { name: 'Done' }).click()
  expect(await stored('the answer to the answer was lost')).toBe(1)
  await page.close()
  await visitor.unrouteAll({ behavior: 'ignoreErrors' })
  const before = await answers()
  await nextVisit(visitor)
  await setTimeout(1_500)
  expect(await voices('the answer to the answer was lost')).toHaveLength(1)
  expect(await answers()).toBe(before)
  await visitor.close()
})

/** Somebody new, who has chosen a face and written these words at the shop's cart, but not pressed Done. */
async function startAnswer(visitor: BrowserContext, words: string): Promise<Page> {
  const page = await visitor.newPage()
  await page.goto(`${stage.service.origin}/demo/`)
  await page.locator('.add').first().click()
  await page.locator('#check-out:enabled').click()
  await page.getByRole('radio', { name: 'Good', exact: true }).check({ timeout: 20_000 })
  await page.getByRole('textbox').fill(words)
  return page
}

async function slowDown(visitor: BrowserContext): Promise<void> {
  await visitor.route('**/v1/events*', async (route) => {
    await setTimeout(150)
    await route.continue().catch(() => {})
  })
}

/** The same person comes back and looks around for a moment. */
async function nextVisit(visitor: BrowserContext): Promise<void> {
  const page = await visitor.newPage()
  await page.goto(`${stage.service.origin}/demo/`)
  await page.waitForTimeout(1_500)
  await page.close()
}

/** How often these words are stored, given five seconds to arrive. */
async function stored(words: string): Promise<number> {
  for (let tries = 0; tries < 50; tries++) {
    const found = await voices(words)
    if (found.length > 0) return found.length
    await setTimeout(100)
  }
  return 0
}

async function voices(words: string) {
  const path = '/api/projects/demo/voices?journey=checkout&step=cart&words=only&limit=100'
  const { voices: found } = await stage.service.get<VoicesAnswer>(path, token)
  return found.filter(({ comment }) => comment === words)
}

/** Answers at the cart by the counts, not by the rows: a repeated answer must not be counted either. */
async function answers(): Promise<number> {
  const path = '/api/projects/demo/feel?journey=checkout'
  const { rows } = await stage.service.get<{ rows: { step: string; n: number }[] }>(path, token)
  return rows.find(({ step }) => step === 'cart')?.n ?? 0
}
