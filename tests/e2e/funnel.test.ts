import { fileURLToPath } from 'node:url'

import type { ConfigurationDocument } from '@attune/protocol'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'

import { clean } from './clean.ts'
import { makeProject } from './make-project.ts'
import { useStage } from './stage.ts'

const stage = useStage('--demo')
const SAMPLE = fileURLToPath(new URL('../../examples/import/sfo-sample.csv', import.meta.url))
const MAPPING = fileURLToPath(new URL('../../examples/import/sfo-2017.json', import.meta.url))
const HEARD = /^Heard from (\d\d).% of everyone here: ([\d,]+) of ([\d,]+)\.$/

beforeAll(async () => {
  await stage.service.attune('import', SAMPLE, '--project', 'survey', '--map', MAPPING)
})

test('a step says how much of everyone was heard, and shows and tells where the others went', async () => {
  const page = await open('/console/p/demo/checkout/payment')
  const funnel = page.getByRole('region', { name: 'Who was heard' })
  const said = HEARD.exec(await funnel.getByText(HEARD).innerText())
  const [, share, answered, eligible] = said ?? []
  expect(Math.round((100 * numberOf(answered)) / numberOf(eligible))).toBe(Number(share))
  await funnel
    .getByRole('img', {
      name: /^From coming to Payment to being heard\. Came here: .*; Could be asked: .*; Were asked: .*; Answered: .*; Closed it: .*; Ignored it: .*; Wrote something: /,
    })
    .waitFor()
  expect(await funnel.locator('.funnel-bar').count()).toBe(7)
  expect(await funnel.getByText('Not known').count(), 'all is resolved').toBe(0)
  await funnel.getByText('Show as a table').press('Enter')
  const rows = await funnel.getByRole('row').allInnerTexts()
  const times = rows.slice(1).map((row) => numberOf(row.split('\t')[1]))
  const [, , shown = 0, heard = 0, closed = 0, ignored = 0] = times
  expect(heard).toBe(numberOf(answered))
  expect(heard + closed + ignored).toBe(shown)
  await clean(page, 'who was heard')
  await page.close()
})

test('who follows a link sees it too, without a word of what people wrote', async () => {
  const headers = { 'sec-fetch-site': 'same-origin', origin: stage.service.origin }
  const made = await stage.team.request.post(`${stage.service.origin}/api/projects/demo/links`, {
    data: { name: 'The board', journey: 'checkout', voices: false, days: 7 },
    headers,
  })
  expect(made.ok(), await made.text()).toBe(true)
  const { link } = (await made.json()) as { link: string }
  const context = await stage.browser.newContext()
  const guest = await context.newPage()
  await guest.goto(link)
  await guest.getByRole('link', { name: /answers at Payment/ }).click()
  const funnel = guest.getByRole('region', { name: 'Who was heard' })
  await funnel.getByText(HEARD).waitFor()
  await funnel.locator('.funnel-bar').first().waitFor()
  expect(await guest.locator('.words').count()).toBe(0)
  await clean(guest, 'who was heard, by a link')
  await context.close()
})

test('where an import brought the answers, who was asked is not known, and nothing is drawn', async () => {
  const { steps } = (await (
    await stage.team.request.get(`${stage.service.origin}/api/projects/survey/journeys/airport/map`)
  ).json()) as { steps: { id: string }[] }
  const page = await open(`/console/p/survey/airport/${steps[0]?.id}`)
  const funnel = page.getByRole('region', { name: 'Who was heard' })
  await funnel.getByText(/^Not known: the answers here were imported/).waitFor()
  expect(await funnel.locator('svg, table').count()).toBe(0)
  await clean(page, 'an import')
  await page.close()
})

test('where nobody is asked the page says so, and leads to where one asks', async () => {
  await configure('quiet')
  const page = await open('/console/p/quiet/visit/door')
  const funnel = page.getByRole('region', { name: 'Who was heard' })
  await funnel.getByText('Nobody is asked at this step.').waitFor()
  await clean(page, 'nobody is asked')
  await funnel.getByRole('link', { name: 'Ask a question here' }).click()
  await page.waitForURL('**/c/quiet/prompts')
  await page.close()
})

test('what cannot be fetched says so and can be tried again', async () => {
  const page = await stage.team.newPage()
  await page.route('**/feel?*', (route) => route.fulfill({ status: 500, body: 'no' }))
  await page.goto(`${stage.service.origin}/console/p/demo/checkout/cart`)
  const funnel = page.getByRole('region', { name: 'Who was heard' })
  await funnel.getByRole('alert').waitFor()
  await page.unroute('**/feel?*')
  await funnel.getByRole('button', { name: 'Try again' }).click()
  await funnel.getByText(HEARD).waitFor()
  await page.close()
})

test('all answers of the chosen step and days are there to take along', async () => {
  const page = await open('/console/a/demo/checkout/voices?step=payment&from=2026-01-01')
  await page.locator('.voice').first().waitFor()
  await page.getByText('All answers at Payment on these days as:').waitFor()
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'CSV' }).click()])
  expect(file.suggestedFilename()).toMatch(/^demo-answers-\d{4}-\d\d-\d\d\.csv$/)
  expect(await page.getByRole('link', { name: 'Parquet' }).getAttribute('href')).toBe(
    '/api/projects/demo/answers?format=parquet&journey=checkout&step=payment&from=2026-01-01',
  )
  expect(page.url(), 'the page stays').toMatch(/voices\?step=payment/)
  await page.close()
})

const numberOf = (text = ''): number => Number(text.replaceAll(',', ''))

async function open(path: string): Promise<Page> {
  const page = await stage.team.newPage()
  await page.goto(stage.service.origin + path)
  return page
}

/** A project that asks nobody. */
async function configure(id: string): Promise<void> {
  const document: ConfigurationDocument = {
    project: { name: id },
    journeys: [{ id: 'visit', name: 'A visit', steps: [{ id: 'door', name: 'Door' }] }],
    prompts: [],
  }
  await makeProject(stage, id, document)
}
