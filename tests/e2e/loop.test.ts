import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { launchChromium } from './chromium.ts'
import { answersAt, linkTo, signIn, untilAnswersAt } from './console-steps.ts'
import { tabTo } from './keyboard.ts'
import { type Service, startService } from './service.ts'
import { byKeyboard, byPointer, walkToPaid } from './shop-steps.ts'

let service: Service
let browser: Browser
/** Signed in. */
let team: BrowserContext

beforeAll(async () => {
  service = await startService('--demo')
  browser = await launchChromium()
  team = await browser.newContext()
  const page = await team.newPage()
  await signIn(page, service.signInLink)
  await page.close()
})
afterAll(async () => {
  await browser?.close()
  await service?.stop()
})

const WORDS = 'I had to look for my card twice, but it was quick after that.'

test('an answer in the shop is on the journey map within two seconds, and the number opens into its words', async () => {
  const map = await team.newPage()
  await map.goto(`${service.origin}/console/p/demo/checkout`)
  const before = await answersAt(map, 'Payment')

  const shop = await visitor()
  await walkToPaid(shop, byPointer(shop))
  await shop.getByRole('group', { name: /paying/i }).waitFor({ timeout: 20_000 })
  await shop.getByRole('radio', { name: 'Bad', exact: true }).check()
  await shop.getByRole('textbox').fill(WORDS)
  const sentAt = Date.now()
  await shop.getByRole('button', { name: 'Done' }).click()

  await untilAnswersAt(map, 'Payment', before + 1, 2_000)
  expect(Date.now() - sentAt).toBeLessThan(2_000)

  await linkTo(map, 'Payment').click()
  const voice = map.getByRole('listitem').filter({ hasText: WORDS })
  await voice.waitFor()
  const context = await voice.innerText()
  expect(context).toContain('/demo/payment')
  expect(context).toContain('desktop')
  const at = await voice.locator('time').getAttribute('datetime')
  expect(Math.abs(Date.now() - Date.parse(at ?? ''))).toBeLessThan(60_000)
})

test('the whole loop works with the keyboard alone', async () => {
  const map = await team.newPage()
  await map.goto(`${service.origin}/console/p/demo/checkout`)
  const before = await answersAt(map, 'Payment')

  const shop = await visitor()
  await walkToPaid(shop, byKeyboard(shop))
  await shop.getByRole('group', { name: /paying/i }).waitFor({ timeout: 20_000 })
  await tabTo(shop, 'input[name=feel]')
  await shop.keyboard.press('ArrowRight')
  await shop.keyboard.press('ArrowRight')
  await tabTo(shop, 'textarea')
  await shop.keyboard.type('All by keyboard.')
  await tabTo(shop, '.done')
  await shop.keyboard.press('Enter')
  await untilAnswersAt(map, 'Payment', before + 1, 2_000)

  await tabTo(map, '[aria-label$="answers at Payment"]')
  await map.keyboard.press('Enter')
  await map.getByText('All by keyboard.').waitFor()
})

/** Somebody new, at the shop's first page. */
async function visitor(): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  await page.goto(`${service.origin}/demo/`)
  return page
}
