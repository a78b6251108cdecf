import type { Page } from 'playwright-core'

import { tabTo } from './keyboard.ts'

/** How somebody presses what they see: with a pointer, or by keyboard alone. */
type Press = (selector: string) => Promise<void>

export const byPointer =
  (page: Page): Press =>
  (selector) =>
    page.locator(selector).first().click()

export const byKeyboard =
  (page: Page): Press =>
  async (selector) => {
    await page.locator(selector).first().waitFor()
    await tabTo(page, selector)
    await page.keyboard.press('Enter')
  }

/** From the shelf through delivery until payment is accepted. */
export async function walkToPaid(page: Page, press: Press): Promise<void> {
  await press('.add')
  await press('#check-out:enabled')
  await press('a[href="delivery.html"].go')
  await page.waitForURL(/delivery/)
  await press('#fill-in:enabled')
  await press('#delivery button[type=submit]:enabled')
  await press('a[href="payment.html"].go')
  await page.waitForURL(/payment/)
  await press('#pay:enabled')
  await page.getByText('Payment accepted').waitFor()
}
