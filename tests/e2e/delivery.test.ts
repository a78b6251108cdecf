import { randomUUID } from 'node:crypto'

import type { DeliveryAnswer } from '@attune/protocol'
import type { Page } from 'playwright-core'
import { expect, test, vi } from 'vitest'

import { clean } from './clean.ts'
import { useStage } from './stage.ts'

const stage = useStage('--demo')
const WITHIN = { timeout: 10_000, interval: 200 }
const PATH = '/console/a/demo/checkout/delivery'

test(
  'what came in is accounted for in a sentence, a chart with its table, and reasons with what to do',
  { retry: 0 },
  async () => {
    await send(Array.from({ length: 40 }, entered), { dropped: { overflow: 3 } })
    const twice = answer()
    await send([twice])
    await send([twice])
    await send([{ ...entered(), step: 'checkout/none' }, answer({ version: 9 }), answer({ variant: 'none' })])
    await fetch(`${stage.service.origin}/v1/events?key=pk_demo`, { method: 'POST', body: 'not json' })
    // A body that nobody could read is written down a little later.
    const received = async () => {
      const answer = await stage.team.request.get(`${stage.service.origin}/api/projects/demo/delivery`)
      return ((await answer.json()) as DeliveryAnswer).total
    }
    await vi.waitFor(
      async () => expect(await received()).toMatchObject({ received: 46, stored: 42, duplicate: 1 }),
      WITHIN,
    )

    const page = await open(PATH)
    await page
      .getByText(
        'Everything that pages sent in these days is accounted for: 46 events came in; 42 are stored, 1 had come before and counts once and 3 were turned away. Besides, devices gave up 3 events before they could be sent.',
      )
      .waitFor()
    const chart = page.getByRole('figure').filter({ hasText: 'What came in, day by day' })
    await chart.getByRole('img', { name: /46 events in all, 6\.5.% of them turned away/ }).waitFor()
    await chart.getByText('Show as a table').click()
    expect(await chart.getByRole('row').last().getByRole('cell').allInnerTexts()).toEqual(['42', '1', '3', '0'])

    const refused = page.locator('section', { hasText: 'What was turned away, and why' }).getByRole('listitem')
    await refused.filter({ hasText: '1 event of a step that this project does not have' }).waitFor()
    await refused.filter({ hasText: '1 event to a version of a prompt that was never published here' }).waitFor()
    await refused.filter({ hasText: '1 delivery that nobody could read' }).waitFor()
    await page.getByText('3 events pushed out by newer ones while the device was offline').waitFor()
    await page.getByText('1 answer with a wording that its version does not have').waitFor()
    await clean(page, 'the books')
    await refused.getByRole('link', { name: 'Journeys' }).click()
    await page.waitForURL('**/console/c/demo/journeys')
    await page.close()
  },
)

test('the days are chosen by keyboard, stand in the address, and days of nothing teach what to do', async () => {
  const page = await open(PATH)
  await page.getByRole('heading', { level: 1, name: 'Delivery' }).waitFor()
  await page.getByText('is accounted for').waitFor()
  let arrive = (): void => undefined
  await page.route('**/delivery?from=*', (route) => {
    if (route.request().resourceType() !== 'fetch') return route.continue()
    arrive = () => void route.continue()
    return undefined
  })
  await page.getByRole('link', { name: '7 days' }).focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(/from=\d{4}-\d\d-\d\d&to=/)
  await page.locator('[aria-current=true]', { hasText: '7 days' }).waitFor()
  expect(await page.getByText('is accounted for').count(), 'nothing jumps').toBe(1)
  await expect.poll(() => page.locator('[aria-busy=true]').count()).toBe(1)
  arrive()
  await page.unroute('**/delivery?from=*')
  await page.locator('[aria-busy=true]').waitFor({ state: 'detached' })
  expect(await page.evaluate(() => document.activeElement?.textContent), 'the focus stays').toBe('7 days')
  // Not where somebody takes it away by clicking beside.
  await page.mouse.click(640, 880)
  await page.evaluate(() => document.body.append(document.createElement('p')))
  expect(await page.evaluate(() => document.activeElement?.localName)).toBe('body')
  await page.getByLabel('From', { exact: true }).fill('2020-02-01')
  await page.getByLabel('to', { exact: true }).fill('2020-02-29')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/delivery?from=2020-02-01&to=2020-02-29')
  await page.getByText('Pages sent nothing in these days.').waitFor()
  expect(await page.evaluate(() => document.activeElement?.getAttribute('name')), 'the focus stays').toBe('to')
  expect(await page.locator('.script-line code').innerText()).toContain('data-key="pk_demo"')
  await clean(page, 'nothing')
  await page.close()
})

test('a fault is said with the way out, and nothing else stands there', async () => {
  const page = await stage.team.newPage()
  await page.route('**/delivery?*', (route) => route.fulfill({ status: 503, body: 'no' }))
  await page.goto(stage.service.origin + PATH)
  await page.getByRole('alert').getByRole('button', { name: 'Try again' }).waitFor()
  await clean(page, 'failed')
  await page.unroute('**/delivery?*')
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByText(/is accounted for/).waitFor()
  await page.close()
})

async function open(path: string): Promise<Page> {
  const page = await stage.team.newPage()
  await page.goto(stage.service.origin + path)
  return page
}

const entered = () => ({ type: 'entered', step: 'checkout/cart', at: new Date().toISOString() })

const answer = (more: object = {}) => ({
  type: 'answered',
  id: randomUUID(),
  visit: randomUUID(),
  prompt: 'payment-feel',
  version: 1,
  step: 'checkout/payment',
  at: new Date().toISOString(),
  feel: 2,
  ...more,
})

async function send(events: object[], more: object = {}): Promise<void> {
  const response = await fetch(`${stage.service.origin}/v1/events?key=pk_demo`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      batch: randomUUID(),
      sent_at: new Date().toISOString(),
      visitor: null,
      sdk: '1.0.0',
      context: { device: 'mobile', locale: 'en', page: '/' },
      events,
      ...more,
    }),
  })
  expect(response.status, await response.text()).toBe(202)
}
