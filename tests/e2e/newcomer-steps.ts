import type { Page } from 'playwright-core'

import type { Stage } from './stage.ts'

/** The public key that a page would be given. */
export async function keyOf(page: Page): Promise<string> {
  const [project] = (await page.evaluate(() => fetch('/api/projects').then((response) => response.json()))) as {
    keys: string[]
  }[]
  return project?.keys[0] ?? ''
}

/** Somebody new in the shop, as it would be with a project's line in its pages. */
export async function openShop({ browser, service }: Stage, key: string): Promise<Page> {
  const visitor = await browser.newContext()
  await visitor.route(/\/demo\/([\w-]+\.html)?$/, async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, body: (await response.text()).replaceAll('pk_demo', key) })
  })
  const shop = await visitor.newPage()
  await shop.goto(`${service.origin}/demo/`)
  return shop
}

/** The addresses that a page is loaded from, as a person would by hand: none comes along while links are followed. */
export function noteLoads(page: Page): string[] {
  const loads: string[] = []
  page.on(
    'request',
    (request) => request.isNavigationRequest() && !request.frame().parentFrame() && loads.push(request.url()),
  )
  return loads
}

/** Presses Done on the prompt, and leaves the shop once the answer is received: to end a browser at once is to end what it sends. */
export async function sendAndLeave(shop: Page, pressDone: () => Promise<void>): Promise<void> {
  const received = shop.waitForResponse((response) => response.request().postData()?.includes('"answered"') ?? false)
  await pressDone()
  await shop.getByText('Thank you. Enjoy!').waitFor()
  await received
  await shop.context().close()
}
