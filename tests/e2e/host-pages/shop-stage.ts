import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'

import type {
  Batch,
  Budget,
  ConfigurationDocument,
  FeelAnswer,
  PageConfig,
  PromptDocument,
  VoicesAnswer,
} from '@attune/protocol'
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'

import { type Stage, useStage } from '../stage.ts'
import { type HostSite, packageFolder } from './govuk.ts'
import { serveShop, type ShopVariant } from './shop.ts'

let stage: Stage
let shop: HostSite

/** What a project asks, and how often. */
interface Wanted {
  budget?: Partial<Budget>
  prompts?: PromptDocument[]
  signals?: 'rage_click'[]
}

/**
 * Gives a file of stories a running service, a browser, and a shop that asks on its pages.
 *
 * @param projects By id: each has its own key, and pages of the shop under that key. Everybody who comes there is new.
 */
export function useShop(projects: Record<string, Wanted>): void {
  stage = useStage()
  beforeAll(async () => {
    const { origin } = stage.service
    const folder = mkdtempSync(join(tmpdir(), 'attune-complaints-'))
    await Promise.all(Object.entries(projects).map(([project, wanted]) => configure(folder, project, wanted)))
    rmSync(folder, { recursive: true })
    shop = await serveShop(origin, variantsOf(origin))
  })
  afterAll(() => shop?.close())
}

/** Asked of whoever enters the page, on their first visit already. */
export const PROMPT: PromptDocument = {
  id: 'page-feel',
  step: 'shop/page',
  on: 'entered',
  wording: { default: { question: 'How did this feel?' } },
}
/** The same at the next page. */
export const NEXT: PromptDocument = {
  id: 'next-feel',
  step: 'shop/next',
  on: 'entered',
  wording: { default: { question: 'And this one?' } },
}

/** For what has to cross the wire, and perhaps wait for the next try. */
const PATIENT = { timeout: 20_000 }

export interface Opened {
  page: Page
  visitor: BrowserContext
  batches: Batch[]
  /** Paths that were asked of the service. */
  requests: string[]
  /** Bytes of scripts and configuration as they came over the wire. */
  sizes: Promise<number>[]
  /** What the browser's console holds, and errors that nobody has caught. */
  said: string[]
}

/**
 * Somebody new at a page of the shop that has started Attune, and what it asks of the service.
 *
 * @param variant One of `variantsOf`; absent: the plain page.
 */
export async function open(project: string, variant = '', context: BrowserContextOptions = {}): Promise<Opened> {
  const visitor = await stage.browser.newContext(context)
  const [batches, requests, sizes, said]: [Batch[], string[], Promise<number>[], string[]] = [[], [], [], []]
  visitor.on('console', (message) => said.push(message.text()))
  visitor.on('weberror', (error) => said.push(error.error().message))
  visitor.on('request', (request) => {
    if (!request.url().startsWith(stage.service.origin)) return
    const { pathname } = new URL(request.url())
    requests.push(pathname)
    if (pathname === '/v1/events') batches.push(JSON.parse(request.postData()!) as Batch)
  })
  visitor.on('requestfinished', (request) => {
    if (request.url().startsWith(stage.service.origin) && request.method() === 'GET')
      sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize))
  })
  return { page: await visit(visitor, project, variant), visitor, batches, requests, sizes, said }
}

/** The same person at another page of the shop, in a tab of its own. */
export async function visit(visitor: BrowserContext, project: string, variant = ''): Promise<Page> {
  const page = await visitor.newPage()
  await goTo(page, project, variant)
  return page
}

/** The same person goes on to another page of the shop, which has started Attune once it is there. */
export async function goTo(page: Page, project: string, variant = ''): Promise<void> {
  await page.goto(addressOf(project, variant))
  await page.waitForFunction(() => window.attune?.('books'), undefined, PATIENT)
}

/** Somebody new at a page of the shop, made with Tailwind, that has nothing of Attune. */
export async function pageWithout(): Promise<Page> {
  const page = await (await stage.browser.newContext()).newPage()
  await page.goto(addressOf('none', 'tailwind-alone'))
  return page
}

export const addressOf = (project: string, variant: string) => `${shop.origin}/pk_${project}/${variant}`

export async function asked(page: Page, question = 'How did this feel?'): Promise<void> {
  await page.getByRole('group', { name: question }).waitFor(PATIENT)
}

/** Nobody is asked, for this very reason, and for longer than it takes where somebody is: two quiet seconds. */
export async function expectNotAsked(page: Page, prompt: string, reason: string): Promise<void> {
  await until(() => decisionOn(page, prompt), reason)
  await page.waitForTimeout(2_500)
  expect(await page.locator('attune-prompt').count(), 'prompts on the page').toBe(0)
}

const decisionOn = (page: Page, prompt: string) =>
  page
    .evaluate(
      (id) => (window.attune('explain') as { prompt: string; decision: string }[]).find((one) => one.prompt === id),
      prompt,
    )
    .then((found) => found?.decision)

/** Chooses a face, says why, and is thanked. */
export async function answer(page: Page, words: string, question?: string): Promise<void> {
  await asked(page, question)
  await page.getByRole('radio', { name: 'Good', exact: true }).check()
  await page.getByRole('textbox').fill(words)
  await page.getByRole('button', { name: 'Done' }).click()
}

/** Waits for what crosses the wire, perhaps at the next try. As `expect.poll`, which tests that run side by side cannot use. */
export async function until<T>(look: () => Promise<T>, wanted: T): Promise<void> {
  const tooLate = Date.now() + PATIENT.timeout
  let seen = await look()
  while (!isDeepStrictEqual(seen, wanted) && Date.now() < tooLate) {
    await setTimeout(100)
    seen = await look()
  }
  expect(seen).toEqual(wanted)
}

/** What the team reads: the answers with these words. */
export async function voicesWith(project: string, words: string) {
  const { voices } = await read<VoicesAnswer>(`/api/projects/${project}/voices?journey=shop&limit=100`)
  return voices.filter(({ comment }) => comment === words)
}

/** The words are stored, once. */
export async function expectStored(project: string, words: string): Promise<void> {
  await until(async () => (await voicesWith(project, words)).length, 1)
}

/** What the team reads: the page's figures, by the counts. @param prompt Of its answers alone, on its own scale. */
export async function figuresOf(project: string, prompt?: string) {
  const of = prompt ? `&prompt=${prompt}` : ''
  const { rows } = await read<FeelAnswer>(`/api/projects/${project}/feel?journey=shop${of}`)
  return rows.find(({ step }) => step === 'page')
}

/** What every page of a project is told. */
export async function publicConfig(project: string): Promise<PageConfig> {
  const response = await fetch(`${stage.service.origin}/v1/config?key=pk_${project}`)
  return (await response.json()) as PageConfig
}

/** The answers in what has crossed the wire. */
export const answersIn = (batches: Batch[]) =>
  batches.flatMap(({ events }) => events).filter(({ type }) => type === 'answered')

export const booksOf = (page: Page) => page.evaluate(() => window.attune('books') as Books)

interface Books {
  stored: number
  pending: number
  dropped: Record<string, number>
}

/** Reads from the API as somebody who is signed in to the console. */
async function read<T>(path: string): Promise<T> {
  const response = await stage.team.request.get(stage.service.origin + path)
  if (!response.ok()) throw new Error(`GET ${path} answered ${response.status()}: ${await response.text()}`)
  return (await response.json()) as T
}

async function configure(folder: string, project: string, wanted: Wanted): Promise<void> {
  const { budget, prompts = [PROMPT], signals } = wanted
  const file = join(folder, `${project}.json`)
  const at = (ends: string[]) => ({ urls: ends.map((end) => `/pk_${project}/${end}`) })
  const document: ConfigurationDocument = {
    project: {
      name: project,
      keys: [`pk_${project}`],
      budget: { firstSession: true, afterShownDays: 0, ...budget },
      ...(signals && { signals }),
    },
    journeys: [
      {
        id: 'shop',
        name: 'Shop',
        steps: [
          { id: 'page', name: 'Page', match: at(['', ...Object.keys(variantsOf(''))]) },
          { id: 'next', name: 'Next', match: at(['next']) },
        ],
      },
    ],
    prompts,
  }
  writeFileSync(file, JSON.stringify(document))
  await stage.service.attune('config', 'push', file, '--project', project)
}

/** The pages that complaints were about, by the end of their address. */
const variantsOf = (origin: string): Record<string, ShopVariant> => ({
  strict: {
    headers: {
      'content-security-policy': `default-src 'none'; script-src 'nonce-shop' 'strict-dynamic'; style-src 'none'; connect-src ${origin}; require-trusted-types-for 'script'; trusted-types 'none'`,
    },
  },
  managed: {
    head: `<style>${HOSTILE} html, body, h1 { display: block !important }</style>`,
    tag: (address, key) => `<script>addEventListener('load', () => setTimeout(() => {
      const tag = Object.assign(document.createElement('script'), { src: '${address}', async: true })
      tag.dataset.key = '${key}'
      document.head.append(tag)
    }, 200))</script>`,
  },
  tailwind: { head: tailwind() },
  'tailwind-alone': { head: tailwind(), tag: () => '' },
  unasked: {
    tag: (address, key) => `<script async src="${address}" data-key="${key}" data-consent="required"></script>`,
  },
})

const HOSTILE =
  '* { all: unset !important; display: none !important } attune-prompt { display: none !important; width: 1px !important }'

/** Tailwind's own reset, and how it registers and uses its variables. */
function tailwind(): string {
  const preflight = readFileSync(join(packageFolder('tailwindcss'), 'preflight.css'), 'utf8')
  return `<style>${preflight}
    @property --tw-border-style { syntax: '*'; inherits: false; initial-value: dashed }
    @property --tw-space { syntax: '<length>'; inherits: false; initial-value: 4px }
    :root { --color-brand: rgb(180, 20, 80); --spacing: 4px; --ink: rgb(1, 2, 3); --paper: rgb(4, 5, 6); --round: 9px }
    button { border: 2px var(--tw-border-style) var(--color-brand); padding: calc(var(--spacing) * 3); color: var(--ink);
      background: var(--paper); border-radius: var(--round); margin: var(--tw-space) }</style>`
}

declare global {
  interface Window {
    attune: ((...call: unknown[]) => unknown) & { isLoaded?: boolean }
  }
}
