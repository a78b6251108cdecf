import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { clean } from './clean.ts'
import { sitAt } from './keyboard.ts'
import { useStage } from './stage.ts'

const stage = useStage('--demo')
const folder = mkdtempSync(join(tmpdir(), 'attune-compare-'))

beforeAll(async () => {
  for (const survey of [FIRST, SECOND, TINY]) await importSurvey(survey)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('one click from the map says whether the newest release made the worst step better, and why it is believed', async () => {
  const page = await open('/console/p/demo/checkout')
  await page.getByRole('link', { name: 'Did it get better?' }).click()
  await page.getByText(/^Visitors after release .* felt worse\.$/).waitFor()
  const address = new URL(page.url()).searchParams
  expect([address.get('step'), address.get('release')]).toEqual(['payment', expect.stringMatching(/^\d{4}\.\d\d$/)])
  await page.getByText('time may explain this').waitFor()
  await page.getByText(/Two whole weeks on each side, because weekdays differ: there are 3\./).waitFor()
  await page.getByText(/As many answering of those who were asked: 4\d\.\d/).waitFor()
  await page.getByRole('img', { name: /^How net feel changed\. Payment: −/ }).waitFor()

  await page.getByRole('img', { name: /^The other steps, between the same sides/ }).waitFor()
  await page.getByText('Narrow it').click()
  for (const summary of await page.getByText('Show as a table').all()) await summary.click()
  await page.getByRole('rowheader', { name: 'Other steps together' }).waitFor()
  await clean(page, 'a comparison')

  const link = page.getByRole('link', { name: /^Read the \d+ answers of After$/ })
  await link.click()
  const voices = new URL(page.url())
  expect(voices.pathname).toBe('/console/a/demo/checkout/voices')
  expect(Object.fromEntries(voices.searchParams)).toMatchObject({ step: 'payment', from: DAY, to: DAY })
  await page.close()
})

test('by keyboard alone it is another step, another look, and narrowed; a view that is sent shows the same', async () => {
  const page = await open('/console/a/demo/checkout/compare')
  const ada = sitAt(page)
  await page.getByText(/felt worse\.$/).waitFor()
  await ada.goTo(page.getByRole('combobox', { name: 'At' }))
  await ada.press('ArrowUp')
  await page.waitForURL(/step=delivery/)
  await ada.goTo(page.getByRole('link', { name: 'Desktop against mobile' }))
  await ada.press('Enter')
  await page.getByRole('img', { name: /^What people felt\. Mobile: [\d,]+ answers/ }).waitFor()
  await ada.goTo(page.locator('summary', { hasText: 'Narrow it' }))
  await ada.press('Enter')
  await ada.goTo(page.getByRole('combobox', { name: 'In', exact: true }))
  await ada.press('ArrowDown')
  await page.getByText('one thing is set').waitFor()
  const sent = page.url()
  expect(new URL(sent).search).toContain('step=delivery&by=device&a=mobile&b=desktop&where=locale')
  const whole = '.compared[aria-busy=false] .verdict'
  const said = await page.locator(whole).innerText()

  const colleague = await open(new URL(sent).pathname + new URL(sent).search)
  await colleague.locator(whole).waitFor()
  expect(await colleague.locator(whole).innerText()).toBe(said)
  await colleague.getByText('Narrow it').click()
  await colleague.getByRole('link', { name: 'Take everyone again' }).click()
  await colleague.waitForURL((url) => !url.search.includes('where'))
  await colleague.close()
  await page.close()
})

test('a survey of two years opens with the one against the other, though each was held in a few days', async () => {
  const page = await open('/console/p/yearly/visit')
  await page.getByRole('link', { name: 'Did it get better?' }).click()
  await page.getByText('Visitors in 2017 felt better.').waitFor()
  expect(new URL(page.url()).search).toBe('?step=food&by=period&a=2016&b=2017')
  await page.getByText('answered 11 May 2016').waitFor()
  await page.getByText('not known, because nobody counted how many were asked').waitFor()
  await clean(page, 'two years')
  await page.getByRole('combobox', { name: 'At' }).selectOption('Paying')
  await page.getByText(/No difference detected|Undecided/).waitFor()
  await page.close()
})

test('what was asked in other words or on another scale is not compared, and the way to what was asked alike is there', async () => {
  const page = await open('/console/a/yearly/visit/compare?step=&by=period&a=2016&b=2017')
  await page.getByText('These cannot be compared.').waitFor()
  await page.getByText('a 4 of 5 is not a 4 of 10').waitFor()
  await page.locator('.not-comparable').getByText('Would you come again?').waitFor()
  await clean(page, 'not comparable')
  await page.getByRole('link', { name: '“All in all?”' }).click()
  await page.getByRole('img', { name: /^What people felt\. 2016: 120 answers/ }).waitFor()
  expect(new URL(page.url()).searchParams.get('prompt')).toBe('first-overall,second-overall')
  await page.close()
})

test('too few people show no figure, and nobody at all says so', async () => {
  const few = await open('/console/a/tiny/visit/compare')
  await few.getByText('Fewer than five people on each side.').waitFor()
  await clean(few, 'too few')
  expect(await few.locator('.hatched').count(), 'hatched, not empty').toBeGreaterThan(0)
  await few.goto(at('/console/a/tiny/visit/compare?step=food&by=period&a=2014&b=2015'))
  await few.getByText('Nobody answered on either side.').waitFor()
  await few.close()
})

test('a new journey, a promise to people, a question that makes no sense, and a lost line each say the way out', async () => {
  const page = await open('/console/')
  for (const { id, name, privacy } of EMPTY) {
    await send(page, 'POST', '', { name })
    const journeys = [{ id: 'visit', name: 'A visit', steps: [{ id: 'food', name: 'Food' }] }]
    await send(page, 'PUT', `/${id}/configuration`, { project: { name, privacy }, journeys, prompts: [] })
  }
  await page.goto(at('/console/a/new-shop/visit/compare'))
  await page.getByRole('heading', { name: 'Nobody has answered yet.' }).waitFor()
  await clean(page, 'nothing yet')
  await page.goto(at('/console/a/quiet-shop/visit/compare'))
  await page.getByText('There is nothing to be told yet.').waitFor()
  await page.getByText('People were promised that nobody can be made out').waitFor()

  await page.goto(at('/console/a/demo/checkout/compare?step=payment&date=2999-01-01'))
  await page.getByText('The parameter "date" is after today').waitFor()
  await clean(page, 'refused')
  await page.getByRole('link', { name: 'Start with what is most likely asked' }).click()
  await page.getByText(/felt worse\.$/).waitFor()

  await page.route('**/compare?**', (route) => route.abort())
  await page.getByRole('link', { name: 'The last four weeks' }).click()
  await page.getByRole('heading', { name: 'The service cannot be reached' }).waitFor()
  await clean(page, 'a lost line')
  await page.unroute('**/compare?**')
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.locator('.verdict').waitFor()
  await page.close()
})

async function open(path: string): Promise<Page> {
  const page = await stage.team.newPage()
  await page.goto(at(path))
  return page
}

/** Asks for something to be made, as whoever is signed in. */
async function send(page: Page, method: string, path: string, body: unknown): Promise<void> {
  const status = await page.evaluate(
    async ([how, where, text]) => {
      const headers: Record<string, string> = { 'content-type': 'application/json' }
      if (how === 'PUT') headers['if-match'] = (await fetch(where)).headers.get('etag') ?? '*'
      return (await fetch(where, { method: how, headers, body: text })).status
    },
    [method, `/api/projects${path}`, JSON.stringify(body)] as const,
  )
  expect(status, `${method} ${path}`).toBeLessThan(300)
}

const at = (path: string): string => stage.service.origin + path

interface Survey {
  id: string
  project: string
  day: string
  /** People by the score that they gave food, worst first. */
  food: number[]
  /** Whether they were asked to recommend, too. */
  isRecommending?: boolean
}

async function importSurvey({ id, project, day, food, isRecommending = false }: Survey): Promise<void> {
  const feels = food.flatMap((n, i) => Array.from({ length: n }, () => i + 1))
  const rows = feels.map((feel, i) => `${i},${feel},${4 + (i % 2)},${1 + (i % 5)},${i % 11}`)
  const item = (name: string, question: string) => ({ id: name, name: question, column: name })
  const recommend = { ...item('recommend', 'Would you come again?'), scores: { scale: 'nps' } }
  const mapping = {
    id,
    project: { name: project, zone: 'UTC' },
    journey: { id: 'visit', name: 'A visit' },
    respondent: 'person',
    time: { date: day },
    steps: [item('food', 'Food'), item('paying', 'Paying')],
    overall: [item('overall', 'All in all?'), ...(isRecommending ? [recommend] : [])],
  }
  const [csv, map] = [join(folder, `${id}.csv`), join(folder, `${id}.json`)]
  writeFileSync(csv, ['person,food,paying,overall,recommend', ...rows].join('\n'))
  writeFileSync(map, JSON.stringify(mapping))
  await stage.service.attune('import', csv, '--project', project, '--map', map)
}

const FIRST: Survey = { id: 'first', project: 'yearly', day: '2016-05-11', food: [30, 30, 30, 20, 10] }
const SECOND: Survey = {
  id: 'second',
  project: 'yearly',
  day: '2017-05-04',
  food: [5, 10, 25, 50, 60],
  isRecommending: true,
}
const TINY: Survey = { id: 'few', project: 'tiny', day: '2017-05-04', food: [1, 1, 1, 0, 0] }

const EMPTY = [
  { id: 'new-shop', name: 'New shop', privacy: 'open' },
  { id: 'quiet-shop', name: 'Quiet shop', privacy: 'confidential' },
]

const DAY = expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string
