import type { ConfigurationDocument } from '@attune/protocol'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'

import { clean } from './clean.ts'
import { useStage } from './stage.ts'

const stage = useStage('--demo')
const PATH = '/console/a/demo/checkout/report'

test('one page says who was heard, what hurts most and how sure that is, and each step in words and figures', async () => {
  const page = await open(PATH)
  const short = page.getByRole('list', { name: 'In short' }).getByRole('listitem')
  await short.filter({ hasText: /^[\d,]+ answers, from \d+.% of the times that somebody was asked\.$/ }).waitFor()
  await short
    .filter({ hasText: /Payment is lowest \(net \+\d+, \+\d+ to \+\d+\), but Delivery may be as low/ })
    .waitFor()
  await short.filter({ hasText: /days before/ }).waitFor()
  await page
    .getByRole('img', { name: /What people felt, step by step.*Payment: [\d,]+ answers; \d+.% felt good/ })
    .waitFor()
  const steps = page.locator('.report-steps > li')
  expect(await steps.getByRole('heading').allInnerTexts()).toEqual(['Cart', 'Delivery', 'Payment', 'Confirmation'])
  expect(await steps.locator('.words').count()).toBe(4)
  for (const text of await steps.locator('.report-figures').allInnerTexts())
    expect(text).toMatch(/\+\d+ \+\d+ to \+\d+ · [\d,]+ answers\n+\d+.% felt good \(.*\), \d+.% bad \(.*\)/)
  await page.getByText('Demo shop, ', { exact: false }).first().waitFor()
  await clean(page, 'the report')
  await steps.getByRole('link', { name: 'Payment' }).click()
  await page.getByRole('heading', { level: 1, name: 'Payment' }).waitFor()
  await page.close()
})

test('a journey of eight steps is one sheet of A4, black on white, without navigation, also where the screen is dark', async () => {
  const page = await open(PATH)
  await page.locator('.report-steps > li').first().waitFor()
  expect(pagesOf(await page.pdf({ preferCSSPageSize: true })), 'four steps').toBe(1)
  await configure(({ journeys: [journey] }) => {
    for (let more = 1; more <= 4; more++)
      journey?.steps.push({ id: `more-${more}`, name: `Confirming the order, part ${more}` })
  })
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.reload()
  await page.locator('.report-steps > li').nth(7).waitFor()
  // As full as it gets: every step has long words, a figure and one before.
  await page.evaluate(() => {
    const [, full, ...others] = document.querySelectorAll('.report-steps > li')
    const words = full?.querySelector('q')
    if (words) words.textContent = 'All that I wanted was to know when it would come, and nobody told me. '.repeat(4)
    for (const other of others) other.innerHTML = full?.innerHTML ?? ''
  })
  const paper = await page.pdf({ preferCSSPageSize: true })
  expect(pagesOf(paper), 'eight steps').toBe(1)
  expect(sizeOf(paper)).toEqual([595, 842])

  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  const colours = await page.evaluate(() => {
    const { backgroundColor, color } = getComputedStyle(document.documentElement)
    return { backgroundColor, color }
  })
  expect(colours).toEqual({ backgroundColor: 'rgb(255, 255, 255)', color: 'rgb(0, 0, 0)' })
  for (const gone of ['.top', '.journey-nav', '.period', '.downloads', '.sheet-do'])
    expect(await page.locator(gone).isVisible(), gone).toBe(false)
  await page.close()
})

test('the button prints, days are chosen, and days without answers say what to do', async () => {
  const page = await open(PATH)
  await page.evaluate(() => {
    window.print = () => void (document.title = 'printed')
  })
  await page.getByRole('button', { name: 'Print or save as PDF' }).focus()
  await page.keyboard.press('Enter')
  expect(await page.title()).toBe('printed')
  let arrive = (): void => undefined
  await page.route('**/journeys/checkout/map', (route) => {
    arrive = () => void route.continue()
  })
  await page.getByRole('link', { name: '7 days' }).click()
  await page.waitForURL(/report\?from=\d{4}-\d\d-\d\d&to=\d{4}-\d\d-\d\d$/)
  await expect.poll(() => page.locator('.sheet').getAttribute('aria-busy')).toBe('true')
  expect(await page.locator('.report-steps > li').count(), 'nothing jumps').toBeGreaterThan(3)
  arrive()
  await page.unroute('**/journeys/checkout/map')
  await page.getByText(/the 7 days before/).waitFor()
  await page.getByLabel('From', { exact: true }).fill('2020-01-01')
  await page.getByLabel('to', { exact: true }).fill('2020-01-31')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Nobody answered in these days' }).waitFor()
  expect(await page.getByRole('button', { name: 'Print or save as PDF' }).count()).toBe(0)
  await clean(page, 'an empty report')
  await page.close()
})

test('a fault is said with the way out', async () => {
  const page = await stage.team.newPage()
  await page.route('**/feel?*', (route) => route.fulfill({ status: 503, body: 'no' }))
  await page.goto(stage.service.origin + PATH)
  await page.getByRole('alert').getByRole('button', { name: 'Try again' }).waitFor()
  await clean(page, 'a report that failed')
  await page.close()
})

test('where people were promised that nobody is made out, nothing is told before there are enough', async () => {
  await configure(({ project }) => {
    project.privacy = 'confidential'
  })
  const page = await open(PATH)
  await page.getByRole('heading', { name: 'Nothing can be told of these days' }).waitFor()
  expect(await page.locator('.words').count()).toBe(0)
  await clean(page, 'a gated report')
  await page.close()
})

async function open(path: string): Promise<Page> {
  const page = await stage.team.newPage()
  await page.goto(stage.service.origin + path)
  await page.getByRole('heading', { level: 1 }).waitFor()
  return page
}

async function configure(change: (document: ConfigurationDocument) => void): Promise<void> {
  const token = await stage.service.attune('token', 'create', '--project', 'demo', '--scope', 'read,configure')
  const address = `${stage.service.origin}/api/projects/demo/configuration`
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const answer = await fetch(address, { headers })
  const document = (await answer.json()) as ConfigurationDocument
  change(document)
  const put = await fetch(address, {
    method: 'PUT',
    headers: { ...headers, 'if-match': answer.headers.get('etag') ?? '*' },
    body: JSON.stringify(document),
  })
  expect(put.status, await put.text()).toBe(200)
}

/** Chromium writes the tree of pages as it is, outside of what is compressed. */
const pagesOf = (pdf: Buffer): number => [...pdf.toString('latin1').matchAll(/\/Type\s*\/Page\b(?!s)/g)].length
const sizeOf = (pdf: Buffer): number[] =>
  (/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/.exec(pdf.toString('latin1')) ?? [])
    .slice(1)
    .map((side) => Math.round(Number(side)))
