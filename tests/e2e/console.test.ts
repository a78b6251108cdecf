import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'

import { faults, overflow } from './axe.ts'
import { signIn } from './console-steps.ts'
import { startService } from './service.ts'
import { useStage } from './stage.ts'

const stage = useStage('--demo')

const PAGES = [
  ['the journey map', '/console/p/demo/checkout', /answers at Payment/],
  ['a step with its answers', '/console/p/demo/checkout/payment', /Checkout/],
  ['the shop’s first page', '/demo/', /Attune|journey map/],
  ['the shop’s payment page', '/demo/payment.html', /journey map/],
] as const

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  test.each(PAGES)('%s has no fault that axe can see, wide and narrow', async (_, path, link) => {
    for (const width of [1280, 360]) {
      const page = await open(path, width, colorScheme)
      await page.getByRole('link', { name: link }).first().waitFor()
      for (const details of await page.locator('details summary').all()) await details.click()
      expect(await faults(page), `${path} at ${width}`).toEqual([])
      expect(await overflow(page), `${path} at ${width} scrolls sideways`).toBeLessThanOrEqual(0)
      await page.close()
    }
  })

  test('signing in has no fault that axe can see', async () => {
    const stranger = await (await stage.browser.newContext({ colorScheme })).newPage()
    await stranger.goto(`${stage.service.origin}/console/`)
    await stranger.getByRole('button', { name: /sign in/i }).waitFor()
    expect(await faults(stranger)).toEqual([])
    await stranger.getByRole('button', { name: /sign in/i }).click()
    expect(await faults(stranger)).toEqual([])
    await stranger.context().close()
  })
})

test('a sign-in link works once', async () => {
  const stranger = await (await stage.browser.newContext()).newPage()
  await stranger.goto(stage.service.signInLink)
  await stranger
    .getByText(/no longer|used|expired/i)
    .first()
    .waitFor()
  expect(await stranger.context().cookies()).toEqual([])
})

test('sample data goes in one click and a confirmation, and stays away', async () => {
  const page = await open('/console/p/demo/checkout', 1280, 'light')
  await page.getByRole('button', { name: 'Remove sample data' }).click()
  await page.getByRole('button', { name: 'Remove it' }).click()
  await page
    .getByText(/Nobody has answered yet/)
    .first()
    .waitFor()
  await page.reload()
  await page
    .getByText(/Nobody has answered yet/)
    .first()
    .waitFor()
  expect(await page.getByText('Sample data').count()).toBe(0)
  expect(await faults(page), 'the empty map').toEqual([])
})

test('a service without a project says what to do next, and so does an address that leads nowhere', async () => {
  const fresh = await startService()
  const page = await (await stage.browser.newContext()).newPage()
  try {
    await signIn(page, fresh.signInLink)
    await page
      .getByText(/config push/)
      .first()
      .waitFor()
    expect(await faults(page), 'no project').toEqual([])
    await page.goto(`${fresh.origin}/console/p/nobody/nothing`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await faults(page), 'an address that leads nowhere').toEqual([])
  } finally {
    await page.context().close()
    await fresh.stop()
  }
})

async function open(path: string, width: number, colorScheme: 'light' | 'dark'): Promise<Page> {
  const page = await stage.team.newPage()
  await page.emulateMedia({ colorScheme })
  await page.setViewportSize({ width, height: 800 })
  await page.goto(stage.service.origin + path)
  return page
}
