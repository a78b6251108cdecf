import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { type Cell, toCsv } from '../../packages/server/src/analyse/csv.ts'
import { cellsOf } from './cells.ts'

const SOFFICE = process.env['SOFFICE_PATH'] ?? '/usr/bin/soffice'
const IS_HERE = existsSync(SOFFICE)
const [ROWS, COLUMNS] = [10_000, 10]
const SEED = 20_261_127

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'attune-csv-'))
  if (!IS_HERE) process.stderr.write('LibreOffice is not here: install libreoffice-calc-nogui, or set SOFFICE_PATH.\n')
})
afterAll(async () => await rm(folder, { recursive: true, force: true }))

const cells = cellsOf(SEED, ROWS, COLUMNS)
const names = Array.from({ length: COLUMNS }, (_, i) => `=c${i}`)

test('a hundred thousand cells come back from a reader of CSV as they were, less the apostrophe', () => {
  const [header, ...rows] = parse(toCsv(names, cells))
  expect(header).toEqual(names.map((name) => `'${name}`))
  expect(differing(rows)).toEqual([])
})

test.skipIf(!IS_HERE)('LibreOffice runs none of them, asked to find formulas and numbers everywhere', async () => {
  const sheet = await converted(toCsv(names, cells), { isText: false, to: 'fods' })
  expect(sheet.match(/<table:table-row\b/g)?.length).toBeGreaterThanOrEqual(ROWS * 0.99)
  expect(sheet.match(/table:formula=/g)).toBe(null)
  // The same rows without the apostrophe are run: the question is one that can fail.
  const raw = cells.slice(0, 500).map((row) => row.map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(','))
  const run = await converted(`${raw.join('\r\n')}\r\n`, { isText: false, to: 'fods' })
  expect(run.match(/table:formula=/g)?.length).toBeGreaterThan(50)
})

test.skipIf(!IS_HERE)('and what is read as text comes back from it as it was', async () => {
  const [header, ...rows] = parse(await converted(toCsv(names, cells), { isText: true, to: 'csv' }))
  expect(header).toEqual(names.map((name) => `'${name}`))
  expect(rows.length).toBe(ROWS)
  expect(differing(rows)).toEqual([])
})

/** The first cells that are not what they were. */
function differing(rows: readonly string[][]): unknown[] {
  return cells
    .flatMap((row, y) => row.map((cell, x) => ({ was: cell, is: rows[y]?.[x] ?? '' })))
    .filter(({ was, is }) => !isSame(was, is))
    .slice(0, 5)
}

/** A cell is quoted where it is text that a spreadsheet could run; a number is the same number. */
function isSame(was: Cell, is: string): boolean {
  if (typeof was === 'number') return Number(is) === was
  return is === was || is === `'${was}`
}

/** What LibreOffice makes of a CSV, in a profile of its own. @param isText Whether what is quoted is text. */
async function converted(csv: string, { isText, to }: { isText: boolean; to: 'fods' | 'csv' }): Promise<string> {
  const [from, profile] = [join(folder, 'in.csv'), join(folder, 'profile')]
  await writeFile(from, csv)
  // Comma, quote, UTF-8, from line 1, no formats, English, quoted as text, find numbers, as stored, no formulas out, blanks stay, one sheet, run formulas.
  const reading = `--infilter=CSV:44,34,76,1,,1033,${isText},${!isText},false,false,false,0,true`
  const writing = to === 'fods' ? 'fods' : 'csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,true,false,false,true'
  const out = join(folder, 'out')
  await promisify(execFile)(
    SOFFICE,
    [
      `-env:UserInstallation=${pathToFileURL(profile).href}`,
      '--headless',
      reading,
      '--convert-to',
      writing,
      '--outdir',
      out,
      from,
    ],
    { timeout: 110_000, maxBuffer: 2 ** 26 },
  )
  return await readFile(join(out, `in.${to}`), 'utf8')
}
