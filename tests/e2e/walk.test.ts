import type { ProjectSettings } from '@attune/protocol'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'

import { clean } from './clean.ts'
import { joinedAs } from './colleague.ts'
import { byPointer, walkToPaid } from './shop-steps.ts'
import { useStage } from './stage.ts'

const stage = useStage('--demo')

test('an owner walks their site, and sees each moment of their own walk come in, and of nobody else’s', async () => {
  const watching = await open('journeys')
  await watching.getByRole('link', { name: 'Walk and watch' }).click()
  await watching.getByText('Waiting for you to open your site from here.').waitFor()
  await watching.getByText('Nothing has come in lately. Paste this line into your pages first').waitFor()
  await clean(watching, 'before a walk')
  const loads: string[] = []
  watching.on('request', (request) => request.isNavigationRequest() && loads.push(request.url()))

  const [shop] = await Promise.all([
    watching.waitForEvent('popup'),
    watching.getByRole('link', { name: 'Open my site' }).click(),
  ])
  await shop.getByText('traced').waitFor()
  await watching.getByText(/^Watching your walk/).waitFor()
  const began = Date.now()
  await rows(watching).filter({ hasText: 'Entered “Cart”' }).waitFor()
  expect(Date.now() - began, 'a second or two, and some for the machine').toBeLessThan(5_000)

  // Meanwhile, other people walk: in the same shop, and in that of another project.
  const other = await makeProject('Other')
  for (const key of ['pk_demo', other]) {
    const visitor = await stage.browser.newContext()
    await visitor.route(/\/demo\/([\w-]+\.html)?$/, async (route) => {
      const response = await route.fetch()
      await route.fulfill({ response, body: (await response.text()).replaceAll('pk_demo', key) })
    })
    const theirs = await visitor.newPage()
    await theirs.goto(`${stage.service.origin}/demo/delivery.html`)
    await theirs.waitForResponse(/\/v1\/events/)
    await visitor.close()
  }

  await walkToPaid(shop, byPointer(shop))
  await rows(watching).filter({ hasText: 'Completed “Payment”' }).waitFor()
  const said = await rows(watching).locator('.walk-said').allInnerTexts()
  expect(said.filter((one) => /^(Entered|Completed)/.test(one)).toReversed()).toEqual([
    'Entered “Cart”',
    'Completed “Cart”',
    'Entered “Delivery”',
    'Completed “Delivery”',
    'Entered “Payment”',
    'Completed “Payment”',
  ])
  await rows(watching).filter({ hasText: '“payment-feel” was asked' }).waitFor()
  await shop.getByRole('radio', { name: 'Bad', exact: true }).check({ timeout: 20_000 })
  await shop.getByRole('textbox').fill('a word for the team alone')
  await shop.getByRole('button', { name: 'Done' }).click()
  await rows(watching).filter({ hasText: '“payment-feel” was answered' }).waitFor()
  expect(await watching.locator('main').innerText()).not.toContain('a word for the team alone')
  expect(loads, 'no reload').toEqual([])
  await clean(watching, 'a walk')

  // Who goes elsewhere in the console listens no longer.
  const ended = watching.waitForEvent('requestfailed', (request) => request.url().includes('/trace?'))
  await watching.getByRole('link', { name: '← Journeys' }).click()
  await ended
  await shop.close()
  await watching.close()
})

test('a page that is no step becomes one, from the walk or by its address', async () => {
  const page = await open('journeys/walk%3A')
  await page.getByLabel('Address of the page').fill('https://shop.example/checkout/gift-wrap?box=2')
  await page.getByText('No step matches /checkout/gift-wrap.').waitFor()
  await clean(page, 'an address that is no step')
  await page.getByLabel('Use it for').selectOption('Payment')
  await page.getByRole('link', { name: 'Fill it in' }).click()
  await page.getByText('/checkout/gift-wrap is filled in below. Look at it, then save.').waitFor()
  await clean(page, 'an address that is filled in')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Saved', { exact: true }).waitFor()
  await page.getByRole('link', { name: 'Walk and watch' }).click()
  await page.getByLabel('Address of the page').fill('/checkout/gift-wrap')
  await page.getByText('Payment of Checkout is noticed at /checkout/gift-wrap.').waitFor()

  // A step that the page’s own code names, at an address of none.
  const [shop] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByRole('link', { name: 'Open my site' }).click(),
  ])
  await page.getByText(/^Watching your walk/).waitFor()
  await shop.evaluate(() => {
    history.pushState(null, '', '/demo/nowhere')
    const { attune } = window as unknown as { attune: (command: string, step: string) => void }
    attune('step', 'checkout/confirmation')
    attune('step', 'checkout/misspelt')
  })
  await rows(page).filter({ hasText: 'Not taken: there is no step “misspelt”' }).waitFor()
  const entered = rows(page).filter({ hasText: 'Entered “Confirmation”' })
  await entered.getByText('No step has this address.').waitFor()
  await clean(page, 'moments that match nothing')
  await entered.getByRole('link', { name: 'Make it a step of Checkout' }).click()
  await page.getByText('/demo/nowhere is filled in below').waitFor()
  const names = await page
    .locator('.step-name > input')
    .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value))
  expect(names.at(-1)).toBe('Nowhere')
  await shop.close()
  await page.close()
})

test('a browser that keeps no id says so, and is followed by nobody', async () => {
  const page = await open('journeys/walk%3A')
  const link = await page.getByRole('link', { name: 'Open my site' }).getAttribute('href')
  const visitor = await stage.browser.newContext()
  await visitor.addInitScript(() => Object.defineProperty(navigator, 'globalPrivacyControl', { value: true }))
  const shop = await visitor.newPage()
  await shop.goto(link ?? '')
  await page.getByText(/^Your browser keeps no id on your site/).waitFor()
  await shop.waitForResponse(/\/v1\/events/)
  expect(await rows(page).count()).toBe(0)
  await clean(page, 'a browser without an id')
  await visitor.close()
  await page.close()
})

test('who may not set the steps is told so, and may try an address all the same', async () => {
  const reader = await joinedAs(stage, 'viewer', 'Vi', 'vi@shop.example')
  const asked: string[] = []
  reader.on('request', (request) => request.url().includes('/trace') && asked.push(request.url()))
  await reader.goto(`${stage.service.origin}/console/c/demo/journeys/walk%3A`)
  await reader.getByText(/^Owners and editors walk and watch/).waitFor()
  await reader.getByLabel('Address of the page').fill('/demo/delivery.html')
  await reader.getByText('Delivery of Checkout is noticed at /demo/delivery.html.').waitFor()
  expect(asked).toEqual([])
  await clean(reader, 'a walk of others')
  await reader.context().close()
})

const rows = (page: Page) => page.getByRole('list', { name: /^Moments of your walk/ }).getByRole('listitem')

async function open(section: string): Promise<Page> {
  const page = await stage.team.newPage()
  await page.goto(`${stage.service.origin}/console/c/demo/${section}`)
  return page
}

/** With a journey as the demo has it. @returns its key. */
async function makeProject(name: string): Promise<string> {
  const headers = { 'sec-fetch-site': 'same-origin', 'if-match': '*' }
  const { origin } = stage.service
  const made = await stage.team.request.post(`${origin}/api/projects`, { headers, data: { id: 'other', name } })
  const { keys } = (await made.json()) as ProjectSettings
  const demo = await stage.team.request.get(`${origin}/api/projects/demo/journeys/checkout`, { headers })
  const put = await stage.team.request.put(`${origin}/api/projects/other/journeys/checkout`, {
    headers: { 'sec-fetch-site': 'same-origin', 'if-none-match': '*' },
    data: (await demo.json()) as object,
  })
  expect(put.ok()).toBe(true)
  return keys[0]?.key ?? ''
}
