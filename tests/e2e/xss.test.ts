import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

import { SECTIONS } from '../../packages/console/src/route.ts'
import { joinEmbedded } from '../../packages/server/src/database/embedded.ts'
import { openDatabase } from '../../packages/server/src/database/open.ts'
import { useStage } from './stage.ts'
import { answersOf, openAnswer, PUBLIC_ANSWERS } from './xss-answers.ts'
import { payloadsByColumn, UNWRITTEN, WRITTEN } from './xss-columns.ts'
import { PAYLOADS } from './xss-payloads.ts'
import { placesOfText, textsAt } from './xss-shapes.ts'
import { PER_PROJECT, type Store, storeEverywhere, type Stored, storeNames } from './xss-store.ts'
import { setTraps } from './xss-traps.ts'
import { type View, VIEWS } from './xss-views.ts'
import { become, look } from './xss-walk.ts'

const stage = useStage()
let store: Store & { url: string; close: () => Promise<void> }
const projects: Stored[] = []
/** What got out, however: it ran, asked for something elsewhere, or was held back by the browser's policy alone. */
let found: string[] = []

beforeAll(async () => {
  await trap(stage.team)
  store = await openStore()
  for (let at = 0; at < PAYLOADS.length; at += PER_PROJECT)
    projects.push(await storeEverywhere(store, `project-${at / PER_PROJECT}`, PAYLOADS.slice(at, at + PER_PROJECT)))
  const me = (await (await stage.team.request.get(`${stage.service.origin}/api/me`)).json()) as { id: string }
  await storeNames(store.db, me.id, PAYLOADS)
})

afterAll(() => store?.close())

beforeEach(() => {
  found = []
})

test('there are at least 500 payloads, each of them different', () => {
  expect(new Set(PAYLOADS).size).toBe(PAYLOADS.length)
  expect(PAYLOADS.length).toBeGreaterThanOrEqual(500)
})

test('every column that can hold a text holds hundreds of payloads, or there is a reason why it holds none', async () => {
  const columns = await payloadsByColumn(store.url)
  const unwritten = Object.values(UNWRITTEN).flat()
  expect([...WRITTEN, ...unwritten].toSorted()).toEqual([...columns.keys()].toSorted())
  expect(WRITTEN.filter((column) => (columns.get(column) ?? 0) < 500)).toEqual([])
  expect(unwritten.filter((column) => columns.get(column) !== 0)).toEqual([])
})

test('and so does every place of a configuration', async () => {
  const stored = await Promise.all(
    projects.map(({ id }) => stage.team.request.get(`${stage.service.origin}/api/projects/${id}/configuration`)),
  )
  const documents = await Promise.all(stored.map((answer) => answer.json() as Promise<unknown>))
  const least = (place: string): number => (place === 'project.name' ? projects.length : 480)
  const textsOf = (place: string) => new Set(documents.flatMap((document) => textsAt(document, place)))
  expect(placesOfText().filter((place) => textsOf(place).size < least(place))).toEqual([])
})

test('every view of the console is walked through', () => {
  const folder = fileURLToPath(new URL('../../packages/console/src/pages/', import.meta.url))
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tsx'))
  const drawn = new Set(allViews().flatMap(({ pages }) => pages))
  expect(
    files.filter((name) => !drawn.has(name)),
    'pages without a row in xss-views.ts',
  ).toEqual([])
  expect(SECTIONS.filter((section) => !(section in VIEWS))).toEqual([])
})

test('as markup the payloads would have been noticed: the traps are set', async () => {
  const page = await stage.team.newPage()
  await page.goto(`${stage.service.origin}/console/`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.evaluate((payloads) => {
    for (const payload of payloads) {
      const place = document.createElement('div')
      document.body.append(place)
      place.innerHTML = payload
    }
  }, PAYLOADS)
  await expect.poll(() => found.length).toBeGreaterThan(200)
  await page.close()
})

test('in no view does anything that was stored run, ask for something or become an element', async () => {
  const halves = [0, 1].map((half) => projects.filter((_, i) => i % 2 === half))
  const shown = (await Promise.all(halves.map(walk))).flat()
  const counts = allViews().map(({ name, stops }) => {
    const wanted = new Set(projects.flatMap((stored) => stops(stored).flatMap(({ says }) => says))).size
    return { name, wanted, n: new Set(shown.filter((one) => one.view === name).map(({ payload }) => payload)).size }
  })
  process.stdout.write(`Payloads as text: ${counts.map(({ name, n }) => `${n} on ${name}`).join(', ')}.\n`)
  expect(counts.filter(({ wanted, n }) => n < Math.min(wanted, 500))).toEqual([])
}, 600_000)

test('nor in anything that the service answers, opened by its address', async () => {
  const page = await stage.team.newPage()
  const [first, ...rest] = projects
  for (const path of answersOf(first!)) {
    const type = await openAnswer(page, stage.service.origin + path)
    expect([path, type, found]).toEqual([path, expect.stringMatching(NO_PAGE), []])
  }
  for (const path of PUBLIC_ANSWERS) {
    await openAnswer(page, stage.service.origin + path)
    expect([path, found]).toEqual([path, []])
  }
  await page.close()
  // What is no page is none with other words in it: of those that hold most of them it is asked again.
  for (const path of rest
    .flatMap(answersOf)
    .filter((one) => /\/(export|configuration|feel|voices|audit)\b/.test(one))) {
    const answer = await fetch(stage.service.origin + path, { headers: { cookie: store.cookie } })
    expect([path, answer.headers.get('content-type')]).toEqual([path, expect.stringMatching(NO_PAGE)])
    expect([path, answer.headers.get('x-content-type-options')]).toEqual([path, 'nosniff'])
    await answer.body?.cancel()
  }
})

/** What no browser takes for a page, where it is not even saved. */
const NO_PAGE = /^(saved|application\/([a-z-]+\+)?(x-nd)?json|text\/csv)/

/** Walks through every view of some projects, as everybody who would. @returns what stood there as text. */
async function walk(some: readonly Stored[]): Promise<{ view: string; payload: string }[]> {
  const shown: { view: string; payload: string }[] = []
  const others = await stage.browser.newContext()
  await trap(others)
  const walkAs = async (page: Page, stored: Stored, who: View['who']): Promise<void> => {
    for (const view of allViews().filter((one) => one.who === who)) {
      const said = await look({ page, origin: stage.service.origin }, view, stored)
      expect([view.name, stored.id, found]).toEqual([view.name, stored.id, []])
      for (const payload of said) shown.push({ view: view.name, payload })
    }
  }
  const owner = await stage.team.newPage()
  for (const stored of some) {
    await walkAs(owner, stored, undefined)
    for (const who of ['viewer', 'newcomer', 'stranger'] as const) {
      await others.clearCookies()
      if (who !== 'stranger') await become(others, stage.service.origin, stored[who])
      const page = await others.newPage()
      await walkAs(page, stored, who)
      await page.close()
    }
  }
  await owner.close()
  await others.close()
  return shown
}

async function trap(context: BrowserContext): Promise<void> {
  await setTraps(context, stage.service.origin, (what) => void found.push(what))
}

function allViews(): View[] {
  return Object.values(VIEWS).flat()
}

async function openStore(): Promise<typeof store> {
  const embedded = await joinEmbedded(stage.service.data, { onError: () => {} })
  const { db, close } = openDatabase(embedded.url, 4, () => {})
  const cookies = await stage.team.cookies()
  return {
    cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
    origin: stage.service.origin,
    db,
    url: embedded.url,
    close: async () => {
      await close()
      await embedded.leave()
    },
  }
}
