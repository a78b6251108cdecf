import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'

import type { ConfigurationDocument, WireEvent } from '@attune/protocol'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'

import { clean } from './clean.ts'
import { sitAt } from './keyboard.ts'
import { makeProject } from './make-project.ts'
import { useStage } from './stage.ts'

const stage = useStage('--demo')
const PAGE = '/console/a/demo/checkout/doing'
const SAMPLE = fileURLToPath(new URL('../../examples/import/sfo-sample.csv', import.meta.url))
const MAPPING = fileURLToPath(new URL('../../examples/import/sfo-2017.json', import.meta.url))

beforeAll(async () => {
  await stage.service.attune('import', SAMPLE, '--project', 'survey', '--map', MAPPING)
})

test('it says first which steps surprise, shows the four corners, and every step opens', async () => {
  const page = await open(PAGE)
  await page
    .getByText(/^Cart feels better than other steps \(net feel \+\d\d\), and fewer people complete it/)
    .waitFor()
  await page.getByText(/^More people complete Delivery than other steps \(\d\d.%\), and it feels worse/).waitFor()
  await page.getByRole('img', { name: /What people do, and what they feel\. Cart: \d\d.% complete it/ }).waitFor()
  const payment = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Payment' }) })
  await payment.getByText(/long waits, \d+ errors, \d+ rage clicks/).waitFor()
  await page.locator('.doing-rows').getByText('The last step: it completes the journey').waitFor()
  await page.getByText('Show as a table').click()
  await clean(page, 'doing and feeling')
  await payment.getByRole('link', { name: 'Payment' }).click()
  await page.waitForURL('**/p/demo/checkout/payment')
  await page.getByRole('heading', { level: 1, name: 'Payment' }).waitFor()
  await page.close()
})

test('names in the corners cover nothing, wide and narrow', async () => {
  const page = await open(PAGE)
  await page.locator('.importance').waitFor()
  for (const width of [1280, 360, 320]) {
    await page.setViewportSize({ width, height: 800 })
    await expect.poll(() => page.locator('.importance .label').count()).toBe(3)
    expect(await page.locator('.importance').evaluate(overlaps), `at ${width}`).toEqual([])
  }
  await page.close()
})

test('somebody with a keyboard looks at phones and at all days, and the address says so', async () => {
  const page = await open(PAGE)
  const keys = sitAt(page)
  const phone = page.getByRole('link', { name: 'Phone' })
  await keys.goTo(phone)
  await keys.press('Enter')
  await page.waitForURL(`**${PAGE}?where=device%3Amobile`)
  await phone.and(page.locator('[aria-current]')).waitFor()
  await keys.goTo(page.getByRole('link', { name: 'All days' }), 'Shift+Tab')
  await keys.press('Enter')
  await page.waitForURL('**where=device%3Amobile&from=1900-01-01')
  await page.close()
})

test('a survey that was imported knows nothing of what people did, and the page says where that comes from', async () => {
  const page = await open('/console/a/survey/airport/doing')
  await page.getByRole('heading', { name: 'Nobody has passed these steps in these days.' }).waitFor()
  await clean(page, 'nobody in these days')
  await page.getByRole('link', { name: 'Look at all days' }).click()
  await page.getByRole('heading', { name: 'Nobody has passed these steps.' }).waitFor()
  await page.getByRole('link', { name: 'Look at how steps are noticed' }).click()
  await page.waitForURL('**/c/survey/journeys/airport')
  await page.close()
})

test('where nothing was ever completed, the page says what completing is, and leads to where that is set', async () => {
  await configure('young')
  await report('young', passes(9, 'entered'))
  const page = await open('/console/a/young/visit/doing')
  await page.getByText('How many people complete each step is not known.').waitFor()
  await page.getByText(/when your page says attune\('complete'\)/).waitFor()
  await clean(page, 'nothing completed')
  await page.getByRole('link', { name: 'Name the later steps' }).click()
  await page.waitForURL('**/c/young/journeys/visit')
  await page.close()
})

test('too few look like too few, and no figure is made of them', async () => {
  await configure('quiet')
  await report('quiet', [...passes(4, 'entered'), ...passes(2, 'completed'), ...answers(2, 2)])
  const page = await open('/console/a/quiet/visit/doing')
  await page.getByText(/^Too little is known yet/).waitFor()
  const rows = page.locator('.doing-rows')
  await rows.getByText('Fewer than 5 people came by').waitFor()
  await rows.getByText('Fewer than 5 people: too few for a figure').waitFor()
  expect(await page.locator('.importance').count(), 'no picture').toBe(0)
  await page.getByText('Show as a table').click()
  await clean(page, 'too few')
  await page.close()
})

test('where people were promised not to be told of alone, what they did is told and what they felt waits', async () => {
  await configure('discreet', 'confidential')
  await report('discreet', [...passes(20, 'entered'), ...passes(15, 'completed'), ...answers(9, 2)])
  const page = await open('/console/a/discreet/visit/doing')
  await page.getByText('75\u202f%').first().waitFor()
  await page.getByText(/told once a day, of five people or more together/).waitFor()
  const rows = page.locator('.doing-rows')
  expect(await rows.getByText('Fewer than 5 people: too few for a figure').count()).toBe(2)
  await clean(page, 'gated')
  await page.close()
})

test('what went wrong is said, and there is a way on', async () => {
  const page = await open(`${PAGE}?where=page:/cart`)
  await page.getByText(/has page, which is not counted/).waitFor()
  await clean(page, 'a filter that is none')
  await page.getByRole('link', { name: 'Begin again without what was chosen' }).click()
  await page.getByText(/^Cart feels better/).waitFor()
  await page.close()
})

test('a step shows how it felt over time, what changed and since when, and each point opens its answers', async () => {
  const page = await open('/console/p/demo/checkout/payment')
  await page.getByText(/^People have felt worse since about \d+ \w+ \d{4}: \d\d.% felt bad/).waitFor()
  await page.getByRole('img', { name: /^Net feel at Payment by week\. From \+\d\d in/ }).waitFor()
  expect(await page.locator('.trend .note.worse').count()).toBe(1)
  expect(await page.locator('.trend .dot.open').count(), 'this week is not over').toBeGreaterThan(0)
  const compare = await page.getByRole('link', { name: 'Compare before and after' }).getAttribute('href')
  expect(compare).toMatch(/\/a\/demo\/checkout\/compare\?step=payment&date=\d{4}-\d\d-\d\d$/)
  await page.locator('.step-trend').getByText('Show as a table').click()
  await clean(page, 'a step over time')
  await page.getByRole('link', { name: 'Days', exact: true }).click()
  await page.getByRole('img', { name: /^Net feel at Payment by day/ }).waitFor()
  expect(page.url()).toMatch(/\/payment\?by=day$/)
  const keys = sitAt(page)
  const first = page.getByRole('region', { name: 'Net feel at Payment by day, as a table' }).getByRole('link').first()
  await keys.goTo(first)
  await keys.press('Enter')
  await page.waitForURL(/\/a\/demo\/checkout\/voices\?step=payment&from=(\d{4}-\d\d-\d\d)&to=\1&words=all$/)
  await page.locator('.voice').first().waitFor()
  await page.goBack()
  await page.getByRole('img', { name: /^Net feel at Payment by day/ }).waitFor()
  await page.locator('.trend .hit').nth(3).click()
  await page.waitForURL(/voices\?step=payment&from=/)
  await page.close()
})

test('other words begin anew in a trend, too few are hatched, and a first day is no line', async () => {
  await configure('changed')
  await report('changed', answers(8, 4, { daysAgo: 6 }))
  const page = await open('/console/p/changed/visit/door')
  await page
    .getByText(/^All answers so far came from .*: net feel \+100 .* A line is drawn once there are two days\./)
    .waitFor()
  await clean(page, 'one point')
  await report('changed', answers(3, 2, { daysAgo: 5 }))
  await configure('changed', 'open', 'Was the door open?')
  await report('changed', answers(8, 1, { version: 2 }))
  await page.reload()
  await page.getByText(/^Asked differently from/).waitFor()
  await page
    .getByText(/Was the door open\?/)
    .last()
    .waitFor()
  await page.getByText(/So far there (is 1 day|are 0 days) with/).waitFor()
  expect([await page.locator('.trend .note.break').count(), await page.locator('.trend .hatched').count()]).toEqual([
    1, 1,
  ])
  await clean(page, 'asked differently')
  await page.close()
})

test('a step that nobody has answered at shows no trend, and a trend that cannot be fetched says so', async () => {
  await configure('fresh')
  const page = await open('/console/p/fresh/visit/door')
  await page.getByRole('heading', { level: 1, name: 'Door' }).waitFor()
  await expect.poll(() => page.locator('.trend-place').count()).toBe(0)
  expect(await page.getByRole('heading', { name: 'How it felt over time' }).count()).toBe(0)
  await page.route('**/trend?*', (route) => route.fulfill({ status: 500, body: 'no' }))
  await page.goto(`${stage.service.origin}/console/p/demo/checkout/cart`)
  await page.getByRole('alert').getByRole('button', { name: 'Try again' }).waitFor()
  await clean(page, 'a trend that failed')
  await page.unroute('**/trend?*')
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('heading', { name: 'How it felt over time' }).waitFor()
  // What is shown stays where another period cannot be had.
  await page.route('**/trend?*by=month*', (route) => route.fulfill({ status: 500, body: 'no' }))
  await page.getByRole('link', { name: 'Months' }).click()
  await page.getByRole('alert').getByRole('button', { name: 'Try again' }).waitFor()
  await page.getByRole('img', { name: /^Net feel at Cart by week/ }).waitFor()
  await page.unroute('**/trend?*by=month*')
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('img', { name: /^Net feel at Cart by month/ }).waitFor()
  await page.close()
})

async function open(path: string): Promise<Page> {
  const page = await stage.team.newPage()
  await page.goto(stage.service.origin + path)
  return page
}

/** A project of two steps that asks at the first. */
async function configure(id: string, privacy: 'open' | 'confidential' = 'open', question = 'How was the door?') {
  const document: ConfigurationDocument = {
    project: { name: id, privacy, keys: [`pk_${id}`], budget: { sameStepDays: 0 } },
    journeys: [
      {
        id: 'visit',
        name: 'A visit',
        steps: [
          { id: 'door', name: 'Door' },
          { id: 'room', name: 'Room' },
        ],
      },
    ],
    prompts: [{ id: 'door-feel', step: 'visit/door', wording: { default: { question } } }],
  }
  await makeProject(stage, id, document)
}

function passes(n: number, type: 'entered' | 'completed'): WireEvent[] {
  return Array.from({ length: n }, () => ({ type, step: 'visit/door', at: new Date().toISOString() }))
}

function answers(n: number, feel: number, { daysAgo = 0, version = 1 } = {}): WireEvent[] {
  const at = new Date(Date.now() - daysAgo * 86_400_000).toISOString()
  const of = { type: 'answered', prompt: 'door-feel', version, step: 'visit/door', at, feel } as const
  return Array.from({ length: n }, () => ({ ...of, id: randomUUID(), visit: randomUUID() }))
}

/** As a page does; all of it has to be taken. */
async function report(project: string, events: WireEvent[]): Promise<void> {
  const batch = {
    batch: randomUUID(),
    sent_at: new Date().toISOString(),
    visitor: null,
    sdk: '1.0.0',
    context: {},
    events,
  }
  const url = `${stage.service.origin}/v1/events?key=pk_${project}`
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(batch) })
  expect(await response.json()).toEqual({ accepted: events.length, rejected: [] })
}

/** Runs in the page. @returns names that stand on each other. */
function overlaps(map: Element): string[] {
  const boxes = [...map.querySelectorAll('.label, .corner')].map((element) => ({
    name: element.textContent ?? '',
    box: element.getBoundingClientRect(),
  }))
  return boxes.flatMap(({ name, box: a }, i) =>
    boxes.some(
      ({ box: b }, j) =>
        i !== j && a.left < b.right && b.left < a.right && a.top + 3 < b.bottom - 3 && b.top + 3 < a.bottom - 3,
    )
      ? [name]
      : [],
  )
}
