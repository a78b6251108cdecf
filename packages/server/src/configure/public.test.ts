import type { ConfigurationDocument, PageConfig } from '@attune/protocol'
import { expect, it } from 'vitest'

import { useDatabase } from '../testing/database.ts'
import { curiousShop, shop } from '../testing/shop.ts'
import { applyConfiguration, readConfiguration } from './configuration.ts'
import { createDirectory } from './directory.ts'
import type { PublicConfig } from './public.ts'

const database = useDatabase()

async function publicOf(document: ConfigurationDocument): Promise<PublicConfig> {
  await applyConfiguration(database.db, 'shop', document)
  const project = await createDirectory(database.db).byId('shop')
  if (!project) throw new Error('The shop was not made.')
  return project.config
}

/** A shop that says everything that can be said. */
function fullShop(): ConfigurationDocument {
  const document = curiousShop()
  Object.assign(document.project, {
    budget: { perSession: 2 },
    theme: { scheme: 'dark', dark: { background: '#102030', accent: '#8fd0ff', onAccent: '#000' }, radius: 4 },
    signals: ['error', 'rage_click'],
  })
  Object.assign(document.journeys[0]?.steps[1] ?? {}, {
    match: { urls: ['/pay'], appears: '#pay', clicked: '.go > button' },
    importance: 2,
  })
  Object.assign(document.prompts[0] ?? {}, {
    on: 'scrolled',
    depth: 0.5,
    share: 0.25,
    placement: 'inline',
    into: '#feedback',
    after: { moments: [{ type: 'failed' }, { type: 'entered', step: 'checkout/cart' }], withinMs: 60_000 },
    unless: [{ type: 'completed' }],
    who: {
      devices: ['mobile'],
      locales: ['de'],
      releases: ['1'],
      pages: ['/pay'],
      returning: true,
      traits: { plan: ['pro'] },
    },
    schedule: { from: '2026-12-01T08:00:00+01:00', until: '2026-12-24T00:00:00Z' },
    perPerson: 0,
    quota: { answers: 100, per: 'week' },
    status: 'live',
  })
  document.prompts.push({
    id: 'slow-feel',
    step: 'checkout/payment',
    on: 'slow',
    afterMs: 8_000,
    wording: { default: { question: 'Q', low: 'l', high: 'h', why: 'w', thanks: 't' } },
  })
  return document
}

it('these are all the fields that anybody can read', async () => {
  expect(keysIn(await publicOf(fullShop()))).toEqual(PUBLIC)
})

it('what is pulled can be pushed: everything comes back, and nothing changes', async () => {
  await applyConfiguration(database.db, 'shop', fullShop())
  const read = await readConfiguration(database.db, 'shop')
  expect(read.project).toMatchObject(fullShop().project)
  const sorted = fullShop().prompts.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  expect(read.prompts).toMatchObject(sorted)
  expect(await applyConfiguration(database.db, 'shop', read)).toEqual({ created: false, published: [] })
  expect(await readConfiguration(database.db, 'shop')).toEqual(read)
})

it('what says only what holds anyway reaches neither the pages nor a version', async () => {
  const plain = await publicOf(shop())
  const wordy = shop()
  Object.assign(wordy.project, { theme: {}, signals: [] })
  Object.assign(wordy.prompts[0] ?? {}, {
    on: 'completed',
    placement: 'card',
    perPerson: 1,
    followUps: [],
    variants: [],
    who: {},
    schedule: {},
  })
  expect((await applyConfiguration(database.db, 'shop', wordy)).published).toEqual([])
  expect(await publicOf(wordy)).toEqual(plain)
})

it('whatever changes what an answer means is a new version; when the asking ends is not', async () => {
  const isNew = async (more: object) => {
    await applyConfiguration(database.db, 'shop', shop())
    const document = shop()
    Object.assign(document.prompts[0] ?? {}, more)
    return (await applyConfiguration(database.db, 'shop', document)).published.length === 1
  }
  const meaning: object[] = [
    { who: { devices: ['mobile'] } },
    { after: { moments: [{ type: 'failed' }], withinMs: 1_000 } },
    { unless: [{ type: 'failed' }] },
    { on: 'stayed', afterMs: 1_000 },
    { placement: 'inline', into: '#x' },
    { perPerson: 2 },
    { variants: [{ id: 'a', weight: 1 }] },
  ]
  for (const more of meaning) expect(await isNew(more), JSON.stringify(more)).toBe(true)
  await applyConfiguration(database.db, 'shop', shop())
  for (const more of [{ quota: { answers: 5 } }, { schedule: { until: '2027-01-01T00:00:00Z' } }, { status: 'paused' }])
    expect(await isNew(more), JSON.stringify(more)).toBe(false)
})

it('a page is told to watch only where there is more to watch for than steps', async () => {
  const isWatched = async (change: (document: ConfigurationDocument) => void) => {
    const document = shop()
    change(document)
    return (await publicOf(document)).settings.isWatched
  }
  const prompt = (more: object) => (document: ConfigurationDocument) =>
    void Object.assign(document.prompts[0] ?? {}, more)
  const step = (match: object) => (document: ConfigurationDocument) =>
    void Object.assign(document.journeys[0]?.steps[0] ?? {}, { match })
  for (const on of ['entered', 'completed', 'failed', 'left'])
    expect(await isWatched(prompt({ on })), on).toBeUndefined()
  expect(await isWatched(prompt({ placement: 'tab' }))).toBeUndefined()
  expect(await isWatched(prompt({ unless: [{ type: 'failed' }] }))).toBeUndefined()
  expect(await isWatched(prompt({ on: 'error', status: 'paused' }))).toBeUndefined()
  expect(await isWatched(prompt({ on: 'exit_intent' }))).toBe(true)
  expect(await isWatched(prompt({ on: 'rage_click' }))).toBe(true)
  expect(await isWatched(prompt({ unless: [{ type: 'error' }] }))).toBe(true)
  expect(await isWatched(prompt({ after: { moments: [{ type: 'slow' }], withinMs: 9_000 } }))).toBe(true)
  expect(await isWatched(step({ appears: '#cart' }))).toBe(true)
  expect(await isWatched(step({ clicked: '#cart' }))).toBe(true)
  expect(await isWatched((document) => void Object.assign(document.project, { signals: ['error'] }))).toBe(true)
})

it('a page has to know of every moment where a prompt comes after others or stands in a tab', async () => {
  const isOrdered = async (more: object) => {
    const document = shop()
    Object.assign(document.prompts[0] ?? {}, more)
    return (await publicOf(document)).settings.isOrdered
  }
  expect(await isOrdered({ on: 'failed' })).toBeUndefined()
  expect(await isOrdered({ placement: 'tab' })).toBe(true)
  expect(await isOrdered({ after: { moments: [{ type: 'failed' }], withinMs: 9_000 } })).toBe(true)
  expect(await isOrdered({ placement: 'tab', status: 'paused' })).toBeUndefined()
})

/** Every field by its path; what an owner named is a star. */
function keysIn(config: PublicConfig): string[] {
  const found = new Set<string>()
  const walk = (value: unknown, path: string) => {
    if (Array.isArray(value)) for (const one of value) walk(one, `${path}[]`)
    else if (typeof value !== 'object' || value === null) found.add(path)
    else
      for (const [name, inner] of Object.entries(value))
        walk(inner, `${path}.${OWN_NAMES.test(path) ? '*' : name}`.replace(/^\./, ''))
  }
  walk(config satisfies Omit<PageConfig, 'settings'>, '')
  return [...found].toSorted()
}

const OWN_NAMES = /(wording|followUps|options|traits)$/

const PUBLIC = [
  'journeys[].id',
  'journeys[].name',
  'journeys[].steps[].id',
  'journeys[].steps[].importance',
  'journeys[].steps[].match.appears',
  'journeys[].steps[].match.clicked',
  'journeys[].steps[].match.urls[]',
  'journeys[].steps[].name',
  'project',
  'prompts[].after.moments[].step',
  'prompts[].after.moments[].type',
  'prompts[].after.withinMs',
  'prompts[].afterMs',
  'prompts[].depth',
  'prompts[].followUps[].id',
  'prompts[].followUps[].kind',
  'prompts[].followUps[].options[]',
  'prompts[].followUps[].to',
  'prompts[].id',
  'prompts[].into',
  'prompts[].on',
  'prompts[].perPerson',
  'prompts[].placement',
  'prompts[].scale',
  'prompts[].schedule.from',
  'prompts[].schedule.until',
  'prompts[].share',
  'prompts[].step',
  'prompts[].unless[].type',
  'prompts[].variants[].id',
  'prompts[].variants[].weight',
  'prompts[].variants[].wording.*.followUps.*.options.*',
  'prompts[].variants[].wording.*.followUps.*.question',
  'prompts[].variants[].wording.*.question',
  'prompts[].version',
  'prompts[].who.devices[]',
  'prompts[].who.locales[]',
  'prompts[].who.pages[]',
  'prompts[].who.releases[]',
  'prompts[].who.returning',
  'prompts[].who.traits.*[]',
  'prompts[].why',
  'prompts[].wording.*.followUps.*.options.*',
  'prompts[].wording.*.followUps.*.question',
  'prompts[].wording.*.high',
  'prompts[].wording.*.low',
  'prompts[].wording.*.question',
  'prompts[].wording.*.thanks',
  'prompts[].wording.*.why',
  'settings.budget.perSession',
  'settings.isOrdered',
  'settings.isWatched',
  'settings.privacy',
  'settings.signals[]',
  'settings.theme.dark.accent',
  'settings.theme.dark.background',
  'settings.theme.dark.onAccent',
  'settings.theme.radius',
  'settings.theme.scheme',
]
