import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

import { launchChromium } from './chromium.ts'
import { startService } from './service.ts'

/**
 * Takes a picture of what a person sees, to be looked at after a change: `node tests/e2e/pictures.ts FOLDER`.
 *
 * Every page, wide and narrow, light and dark. `journey-map-1280-light.png` is the README's.
 */
const folder = process.argv[2] ?? 'pictures'
mkdirSync(folder, { recursive: true })
const service = await startService('--demo')
const browser = await launchChromium()
try {
  const signed = await browser.newContext()
  const first = await signed.newPage()
  await first.goto(service.signInLink)
  await first.waitForURL(/\/p\//)
  const storageState = await signed.storageState()
  for (const [width, height] of [
    [1280, 860],
    [360, 780],
  ] as const) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const view = { viewport: { width, height }, colorScheme }
      const team = await browser.newContext({ ...view, storageState })
      const visitor = await browser.newContext(view)
      const shoot = async (page: Awaited<ReturnType<typeof team.newPage>>, name: string) => {
        await page.waitForTimeout(700)
        await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`) })
      }
      const console = await team.newPage()
      await console.goto(`${service.origin}/console/p/demo/checkout`)
      await console.getByRole('link', { name: /answers at Payment/ }).waitFor()
      await shoot(console, 'journey-map')
      await console.goto(`${service.origin}/console/p/demo/checkout/payment`)
      await console.getByRole('listitem').first().waitFor()
      await shoot(console, 'step')

      const shop = await visitor.newPage()
      await shop.goto(`${service.origin}/console/`)
      await shoot(shop, 'sign-in')
      await shop.goto(`${service.origin}/demo/`)
      await shop.locator('.add').first().click()
      await shop.locator('#check-out:enabled').click()
      const face = shop.getByRole('radio', { name: 'Good', exact: true })
      await face.waitFor({ timeout: 20_000 })
      await shoot(shop, 'prompt')
      await face.check()
      await shoot(shop, 'prompt-why')
      await shop.getByRole('button', { name: 'Done' }).click()
      await shoot(shop, 'prompt-thanks')
      await team.close()
      await visitor.close()
    }
  }
} finally {
  await browser.close()
  await service.stop()
}
