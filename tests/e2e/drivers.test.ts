import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import type { ConfigurationDocument, ProjectSettings } from '@attune/protocol'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'

import { clean } from './clean.ts'
import { sitAt } from './keyboard.ts'
import { useStage } from './stage.ts'

const stage = useStage('--demo')
const PAGE = '/console/a/demo/checkout/drivers'
const AT = new Date().toISOString()
const ABOUT_ALL = { prompt: 'all', step: 'visit', at: AT }
/** Fifty people at an airport: too few for anything. */
const SAMPLE = fileURLToPath(new URL('../../examples/import/sfo-sample.csv', import.meta.url))
const MAPPING = new URL('../../examples/import/sfo-2017.json', import.meta.url)

beforeAll(async () => {
  const mapping = JSON.parse(readFileSync(MAPPING, 'utf8')) as { steps: unknown[] }
  const map = join(stage.service.data, 'few.json')
  writeFileSync(map, JSON.stringify({ ...mapping, steps: mapping.steps.slice(0, 3) }))
  await stage.service.attune('import', SAMPLE, '--project', 'few', '--map', map)
})

test('it says first which step matters most and how sure that is, and every number opens into answers', async () => {
  const page = await open(PAGE)
  await page.getByText('Payment matters most for recommending.').waitFor()
  await page.getByText(/Whoever felt better there tends to recommend more: of \d+ people, .* 19 times in 20/).waitFor()
  expect(await page.getByText('need not cause').count(), 'said once').toBe(1)
  await page.getByRole('img', { name: /^In order, the closest first\. Payment: \+\d\d/ }).waitFor()
  await page.getByRole('img', { name: /how much they matter\. Mend first: Payment/ }).waitFor()
  await page.getByText(/felt bad at Payment\. That goes with −\d\d points of net recommendation/).waitFor()
  await page.getByText(/The worst moment goes with recommending at/).waitFor()
  await page.getByText(/It takes 100 people who answered both of any two steps/).waitFor()
  await unfold(page)
  await clean(page, 'what matters most')

  const pairs = page.getByRole('region', { name: 'People at Payment by both scores' })
  expect(await pairs.getByRole('columnheader').allInnerTexts()).toEqual([
    '0',
    '1',
    '2',
    '3',
    '4',
    '5',
    '6',
    '7',
    '8',
    '9',
    '10',
    'All',
  ])
  expect(await pairs.getByRole('rowheader').allInnerTexts()).toEqual(['Very bad', 'Bad', 'Okay', 'Good', 'Very good'])
  await pairs.getByRole('link', { name: 'Very bad' }).click()
  await page.waitForURL('**/p/demo/checkout/payment?feel=1')
  await page.getByRole('heading', { level: 1, name: 'Payment' }).waitFor()
  await page.close()
})

test('names on the map never cover each other, nor do numbers where names do not fit', async () => {
  const page = await open(PAGE)
  await page.locator('.importance').waitFor()
  for (const width of [1280, 360, 320]) {
    await page.setViewportSize({ width, height: 800 })
    await expect.poll(() => page.locator('.importance .label').count()).toBe(4)
    expect(await page.locator('.importance').evaluate(covered), `at ${width}`).toEqual([])
  }
  expect(await page.locator('.importance .unclear .dot').count(), 'what is not clear is hollow').toBe(1)
  await page.close()
})

test('somebody with a keyboard chooses another outcome and other days, and the address can be sent to a colleague', async () => {
  const page = await open(PAGE)
  const keys = sitAt(page)
  const ended = page.getByRole('link', { name: 'Did the visit reach its end?' })
  await keys.goTo(ended)
  await keys.press('Enter')
  await page.waitForURL(`**${PAGE}?outcome=`)
  await page.getByText('No step stands out: none clearly goes with getting to the end.').waitFor()
  expect(await ended.getAttribute('aria-current')).toBe('true')
  expect(await ended.evaluate((link) => link === document.activeElement), 'the focus stays').toBe(true)
  await page.goBack()
  expect(page.url(), 'a choice leaves no step back').not.toContain(PAGE)

  const colleague = await open(`${PAGE}?outcome=checkout-recommend&newest=50000`)
  await colleague.getByText(/^[\d,]+ people, /).click()
  await colleague.getByRole('link', { name: '50,000' }).and(colleague.locator('[aria-current]')).waitFor()
  const last = await colleague.getByLabel('To', { exact: true }).inputValue()
  await colleague.getByLabel('From', { exact: true }).fill(last)
  await colleague.waitForURL(`**from=${last}**`)
  await colleague.getByRole('heading', { name: 'Nobody gave this outcome in these days.' }).waitFor()
  await clean(colleague, 'nobody in these days')
  await colleague.getByRole('link', { name: 'Look at all there is' }).click()
  await colleague.getByText('Payment matters most for recommending.').waitFor()
  await colleague.close()
  await page.close()
})

test('with too few people it is too early, and that looks like it', async () => {
  const page = await open('/console/a/few/airport/drivers')
  await page.getByText('Too early to say what matters most.').waitFor()
  await page.getByRole('figure', { name: /^Too early/ }).waitFor()
  expect(await page.locator('.interval-row:not(.early)').count()).toBe(0)
  expect(await page.locator('.importance').count(), 'no map of them').toBe(0)
  await unfold(page)
  await clean(page, 'too early')
  await page.close()
})

test('where nobody has said how it was as a whole, the page says what to ask, and leads there', async () => {
  await configure('young', 'open')
  const page = await open('/console/a/young/visit/drivers')
  await page.getByRole('heading', { name: 'There is nothing yet that a step could matter for.' }).waitFor()
  await clean(page, 'nothing to hold steps against')
  await page.getByRole('link', { name: 'Ask about the journey as a whole' }).click()
  await page.getByRole('heading', { name: 'When do you want to ask?' }).waitFor()
  expect(await page.getByRole('combobox', { name: 'About the step' }).inputValue()).toBe('visit')
  await page.close()
})

test('an outcome that nobody was heard on who answered at a step says what to ask, of whom', async () => {
  const key = await configure('half', 'open')
  const events = [{ type: 'answered', ...ABOUT_ALL, version: 1, feel: 5, id: randomUUID(), visit: randomUUID() }]
  const batch = { batch: randomUUID(), sent_at: AT, visitor: null, sdk: 'test', context: {}, events }
  const sent = await stage.team.request.post(`${stage.service.origin}/v1/events?key=${key}`, { data: batch })
  expect(await sent.json()).toMatchObject({ accepted: 1 })
  const page = await open('/console/a/half/visit/drivers')
  await page.getByRole('heading', { name: 'Nobody was heard on both yet.' }).waitFor()
  await clean(page, 'nobody on both')
  await page.getByRole('link', { name: 'Door' }).click()
  await page.getByRole('heading', { level: 1, name: 'Door' }).waitFor()
  await page.close()
})

test('where people were promised not to be looked at one by one, it says so, and what there is instead', async () => {
  await configure('discreet', 'confidential')
  const page = await open('/console/a/discreet/visit/drivers')
  await page.getByRole('heading', { name: 'Here, this is not told.' }).waitFor()
  await clean(page, 'not told')
  await page.getByRole('link', { name: 'Open the journey map' }).click()
  await page.getByRole('heading', { level: 1, name: 'A visit' }).waitFor()
  await page.close()
})

test('what went wrong is said, and there is a way on', async () => {
  const page = await open(`${PAGE}?outcome=long-gone`)
  await page.getByText('There is no prompt "long-gone" in this project.').waitFor()
  await clean(page, 'an outcome that is none')
  await page.getByRole('link', { name: 'Begin again without what was chosen' }).click()
  await page.getByText('Payment matters most for recommending.').waitFor()
  await page.close()
})

async function open(path: string): Promise<Page> {
  const page = await stage.team.newPage()
  await page.goto(stage.service.origin + path)
  return page
}

/** A project that nobody has answered in. @returns its key. */
async function configure(id: string, privacy: 'open' | 'confidential'): Promise<string> {
  const document: ConfigurationDocument = {
    project: { name: id, privacy },
    journeys: [{ id: 'visit', name: 'A visit', steps: [{ id: 'door', name: 'Door' }] }],
    prompts: [
      { id: 'door', step: 'visit/door', wording: { default: { question: 'How was the door?' } } },
      { id: ABOUT_ALL.prompt, step: ABOUT_ALL.step, wording: { default: { question: 'How was it all?' } } },
    ],
  }
  const headers = { 'sec-fetch-site': 'same-origin', origin: stage.service.origin }
  const { request } = stage.team
  const made = await request.post(`${stage.service.origin}/api/projects`, { data: { id, name: id }, headers })
  const set = await request.put(`${stage.service.origin}/api/projects/${id}/configuration`, { data: document, headers })
  expect([made.ok(), set.ok()]).toEqual([true, true])
  return ((await made.json()) as ProjectSettings).keys[0]?.key ?? ''
}

async function unfold(page: Page): Promise<void> {
  for (const summary of await page.locator('main details summary').all()) await summary.click()
}

/** Runs in the page. @returns labels that stand on another, on a point or on the name of a quarter. */
function covered(map: Element): string[] {
  const boxes = [...map.querySelectorAll('.label, .corner, .dot')].map((element) => ({
    name: element.textContent ?? '',
    isLabel: element.classList.contains('label'),
    // A line of letters is higher than what is drawn of it.
    box: element.getBoundingClientRect(),
  }))
  return boxes.flatMap(({ name, isLabel, box: a }, i) =>
    boxes.some(
      ({ box: b }, j) =>
        isLabel &&
        i !== j &&
        a.left < b.right &&
        b.left < a.right &&
        a.top + 3 < b.bottom - 3 &&
        b.top + 3 < a.bottom - 3,
    )
      ? [name]
      : [],
  )
}
