import { readFileSync } from 'node:fs'

import type { Download, Locator, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'

import { clean } from './clean.ts'
import { useStage } from './stage.ts'

const stage = useStage('--demo')
const CHART = 'What people felt, step by step'
const NAME = 'demo-checkout-what-people-felt-step-by-step'
const DAYS = String.raw`\d+ \w+( \d{4})?( to \d+ \w+ \d{4})?`
let page: Page

beforeAll(async () => {
  page = await stage.team.newPage()
  await page.goto(`${stage.service.origin}/console/p/demo/checkout`)
  await page.getByRole('group', { name: `Download ${CHART}` }).waitFor()
})

test('the drawing is a whole SVG that names where it comes from, and fetches nothing', async () => {
  const { text } = await downloaded('drawing (SVG)', 'svg')
  const found = await page.evaluate((svg) => {
    const read = new DOMParser().parseFromString(svg, 'image/svg+xml')
    const all = [...read.querySelectorAll('*')]
    const style = (name: string, own: string) => [...read.querySelectorAll(name)].map((one) => one.getAttribute(own))
    return {
      root: read.documentElement.localName,
      faults: read.querySelectorAll('parsererror').length,
      attributes: [...new Set(all.flatMap((one) => one.getAttributeNames()))],
      names: [...new Set(all.map(({ localName }) => localName))],
      curves: style('path', 'stroke').filter((stroke) => stroke === 'rgb(34, 30, 26)').length,
      paper: style('rect', 'fill')[0],
      text: read.documentElement.textContent ?? '',
    }
  }, text)
  expect(found).toMatchObject({ root: 'svg', faults: 0, paper: '#faf8f4' })
  expect(found.attributes.filter((name) => /^(class|style|on|href|xlink|src|aria|data)/.test(name))).toEqual([])
  expect(found.names.filter((name) => /^(script|style|image|foreignObject|use|a)$/.test(name))).toEqual([])
  expect([...text.matchAll(/url\((?!#|&quot;#)[^)]*\)/g)].map(String)).toEqual([])
  expect([...text.matchAll(/https?:\/\/(?!www\.w3\.org\/)/g)].length).toBe(0)
  expect(found.curves, 'the curve has its colour without a style sheet').toBeGreaterThan(0)
  expect(found.text).toContain(CHART)
  expect(found.text).toMatch(/Attune · Demo shop · Checkout · .*20\d\d · [\d,]+ answers/)
  for (const step of ['Cart', 'Delivery', 'Payment', 'Confirmation']) expect(found.text).toContain(step)
})

test('the picture is twice the size of the drawing, and not blank', async () => {
  const { text } = await downloaded('drawing (SVG)', 'svg')
  const [, width = '', height = ''] = /width="(\d+)" height="(\d+)"/.exec(text) ?? []
  const { bytes } = await downloaded('picture (PNG)', 'png')
  expect(bytes.subarray(1, 4).toString()).toBe('PNG')
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([Number(width) * 2, Number(height) * 2])
  const colours = await page.evaluate(async (data) => {
    const image = new Image()
    image.src = `data:image/png;base64,${data}`
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = image.width
    canvas.height = image.height
    const pen = canvas.getContext('2d')
    pen?.drawImage(image, 0, 0)
    const points = pen?.getImageData(0, 0, image.width, image.height).data ?? new Uint8ClampedArray()
    const seen: Record<string, number> = {}
    for (let at = 0; at < points.length; at += 4) {
      const colour = `${points[at]},${points[at + 1]},${points[at + 2]},${points[at + 3]}`
      seen[colour] = (seen[colour] ?? 0) + 1
    }
    return seen
  }, bytes.toString('base64'))
  expect(colours['250,248,244,255'], 'paper').toBeGreaterThan(100_000)
  expect(colours['29,90,151,255'], 'very good').toBeGreaterThan(1_000)
  expect(colours['34,30,26,255'], 'words and curve').toBeGreaterThan(1_000)
})

test('the values are those of the table, as numbers, and no spreadsheet runs any of them', async () => {
  const { text } = await downloaded('values (CSV)', 'csv')
  const rows = rowsOf(text)
  await page.getByText('Show as a table').click()
  const shown = await page
    .locator('.map-foot table tr')
    .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent ?? '')))
  const plain = (cell: string) =>
    cell
      .replace(/^'/, '')
      .replaceAll(/[\s,]+/g, '')
      .replaceAll('–', '')
  expect(rows.map((cells) => cells.slice(0, -1).map(plain))).toEqual(shown.map((cells) => cells.map(plain)))
  expect(rows[0]?.at(-1)).toBe('Source')
  for (const row of rows.slice(1))
    expect(row.at(-1)).toMatch(/^Attune · Demo shop · Checkout · .*20\d\d · [\d,]+ answers$/)
  expect(rows[1]?.[1]).toMatch(/^\d+$/)
  expect(rows.flat().filter((cell) => /^[=+\-@]/.test(cell))).toEqual([])
})

test('all of it is reached by keyboard, and what became of it is said', async () => {
  await page.getByText('Show as a table').focus()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
  expect(download.suggestedFilename()).toMatch(/\.png$/)
  await page
    .getByRole('status')
    .filter({ hasText: `Saved as ${NAME}.png` })
    .waitFor()
  await clean(page, 'a map that was taken along')
})

test.each([
  ['a/demo/checkout/compare', 4, `Before: ${DAYS}, [\\d,]+ answers · After: ${DAYS}, [\\d,]+ answers`],
  ['a/demo/checkout/drivers', 3, `${DAYS} · [\\d,]+ people`],
  ['a/demo/checkout/doing', 1, `${DAYS} · [\\d,]+ times that somebody came to a step · [\\d,]+ answers`],
  ['a/demo/checkout/report', 1, `${DAYS} · [\\d,]+ answers`],
  ['p/demo/checkout/payment?by=month', 2, `${DAYS} · [\\d,]+ answers`],
])(
  'every chart of %s is in words and a table, and says its days and people in what is taken',
  async (path, n, made) => {
    const looked = await stage.team.newPage()
    await looked.goto(`${stage.service.origin}/console/${path}`)
    const charts = looked.locator('figure.chart')
    await expect.poll(() => charts.getByRole('img').count()).toBe(n)
    const source = new RegExp(`Attune · Demo shop · Checkout · ${made}`)
    for (const chart of await charts.all()) {
      const title = await chart.locator('figcaption strong').innerText()
      expect(await chart.getByRole('img').getAttribute('aria-label'), title).toMatch(/^.+\. .+/)
      expect(await chart.locator('table tbody tr').count(), title).toBeGreaterThan(0)
      expect(await takenFrom(looked, chart, 'values (CSV)'), title).toMatch(source)
      // It may be broken into lines there.
      const drawing = await takenFrom(looked, chart, 'drawing (SVG)')
      expect(drawing.replaceAll(/<\/text><text[^>]*>/g, ' '), title).toMatch(source)
    }
    await looked.close()
  },
)

async function takenFrom(from: Page, chart: Locator, button: string): Promise<string> {
  const [file] = await Promise.all([from.waitForEvent('download'), chart.getByRole('button', { name: button }).click()])
  return readFileSync(await file.path(), 'utf8')
}

async function downloaded(button: string, extension: string): Promise<{ bytes: Buffer; text: string }> {
  const taken: [Download, void] = await Promise.all([
    page.waitForEvent('download'),
    page
      .getByRole('group', { name: `Download ${CHART}` })
      .getByRole('button', { name: button })
      .click(),
  ])
  expect(taken[0].suggestedFilename()).toBe(`${NAME}.${extension}`)
  const bytes = readFileSync(await taken[0].path())
  return { bytes, text: bytes.toString('utf8') }
}

/** No cell of this table holds a quotation mark or a line break. */
const rowsOf = (csv: string): string[][] =>
  csv
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split('\r\n')
    .map((line) => [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map(([, quoted, bare]) => quoted ?? bare ?? ''))
