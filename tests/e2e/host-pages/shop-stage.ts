import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Batch, Budget, ConfigurationDocument, PromptDocument, VoicesAnswer } from '@attune/protocol'
import type AxeBuilder from 'axe-core'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'

import { type Stage, useStage } from '../stage.ts'
import type { HostSite } from './govuk.ts'
import { serveShop } from './shop.ts'

let stage: Stage
let shop: HostSite

/** Gives a file of stories a running service, a browser, and a shop that asks on its pages. */
export function useShop(): void {
  stage = useStage()
  beforeAll(async () => {
    const { origin } = stage.service
    await Promise.all(Object.entries(PROJECTS).map(([project, wanted]) => configure(project, wanted)))
    shop = await serveShop(origin, {
      strict: {
        headers: {
          'content-security-policy': `default-src 'none'; script-src 'nonce-shop' 'strict-dynamic'; style-src 'none'; connect-src ${origin}`,
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
      unasked: {
        tag: (address, key) => `<script async src="${address}" data-key="${key}" data-consent="required"></script>`,
      },
      blocked: {
        tag: (_, key) => `<script>window.attune = (...call) => { (attune.q = attune.q || []).push(call) }
          attune('init', { key: '${key}' }); attune('step', 'shop/page')</script><script async src="http://127.0.0.1:9/attune.js"></script>`,
      },
    })
  })
  afterAll(() => shop?.close())
}

const HOSTILE =
  '* { all: unset !important; display: none !important } attune-prompt { display: none !important; width: 1px !important }'

const PROMPT: PromptDocument = {
  id: 'page-feel',
  step: 'shop/page',
  on: 'entered',
  wording: { default: { question: 'How did this feel?' } },
}
const TWO: PromptDocument[] = [
  PROMPT,
  { id: 'next-feel', step: 'shop/next', on: 'entered', wording: { default: { question: 'And this one?' } } },
]

interface Wanted {
  budget?: Partial<Budget>
  prompts?: PromptDocument[]
  signals?: 'rage_click'[]
}

/** One for all complaints that need nothing of their own: everybody here is somebody new. */
const PROJECTS: Record<string, Wanted> = {
  shop: {},
  again: { budget: { sameStepDays: 30 } },
  quiet: { prompts: [] },
  inline: { prompts: [{ ...PROMPT, placement: 'inline', into: '#here' }] },
  session: { budget: { perSession: 1 }, prompts: TWO },
  kinds: { budget: { perSession: 0, afterAnswerDays: 0 }, prompts: TWO },
  rage: { signals: ['rage_click'] },
}

async function configure(project: string, { budget, prompts = [PROMPT], signals }: Wanted): Promise<void> {
  const file = join(tmpdir(), `attune-complaint-${project}-${process.pid}.json`)
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
          { id: 'page', name: 'Page', match: at(['', 'strict', 'managed', 'unasked']) },
          { id: 'next', name: 'Next', match: at(['next']) },
        ],
      },
    ],
    prompts,
  }
  writeFileSync(file, JSON.stringify(document))
  await stage.service.attune('config', 'push', file, '--project', project)
  tokens.set(project, await stage.service.attune('token', 'create', '--project', project, '--scope', 'read'))
}

const tokens = new Map<string, string>()
/** For what has to cross the wire, and perhaps wait for the next try. */
export const PATIENT = { timeout: 15_000 }

export interface Opened {
  page: Page
  visitor: BrowserContext
  batches: Batch[]
  /** Paths that were asked of the service. */
  requests: string[]
  /** Bytes of scripts and configuration as they came over the wire. */
  sizes: Promise<number>[]
}

/** Somebody new at a page of the shop that has started Attune, and what it asks of the service. */
export async function open(project: string, variant = ''): Promise<Opened> {
  const visitor = await stage.browser.newContext()
  const [batches, requests, sizes]: [Batch[], string[], Promise<number>[]] = [[], [], []]
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
  return { page: await visit(visitor, project, variant), visitor, batches, requests, sizes }
}

/** A page of the shop that has nothing of Attune yet. */
export async function pageOfShop(): Promise<Page> {
  const page = await (await stage.browser.newContext()).newPage()
  await page.goto(`${shop.origin}/pk_none/blocked`)
  return page
}

export async function visit(visitor: BrowserContext, project: string, variant = ''): Promise<Page> {
  const page = await visitor.newPage()
  await page.goto(`${shop.origin}/pk_${project}/${variant}`)
  await page.waitForFunction(() => window.attune?.('books'))
  return page
}

export async function asked(page: Page): Promise<void> {
  await page.getByRole('group', { name: 'How did this feel?' }).waitFor({ timeout: 20_000 })
}

/** Longer than it takes where somebody is asked: two quiet seconds. */
export async function expectNotAsked(page: Page): Promise<void> {
  await page.waitForTimeout(4_000)
  if (await page.locator('attune-prompt').count()) throw new Error('Somebody was asked who should not be.')
}

export async function answer(page: Page, words: string): Promise<void> {
  await asked(page)
  await page.getByRole('radio', { name: 'Good', exact: true }).check()
  await page.getByRole('textbox').fill(words)
  await page.getByRole('button', { name: 'Done' }).click()
}

export async function cardOf(page: Page) {
  await asked(page)
  return page.locator('attune-prompt section').evaluate((card) => {
    const { width, height } = card.getBoundingClientRect()
    const { backgroundColor: background, color, fontSize } = getComputedStyle(card)
    return { width, height, background, color, fontSize }
  })
}

export async function voicesOf(project: string) {
  const path = `/api/projects/${project}/voices?journey=shop&limit=100`
  return (await stage.service.get<VoicesAnswer>(path, tokens.get(project)!)).voices
}
export const stored = async (project: string, words: string) =>
  (await voicesOf(project)).filter(({ comment }) => comment === words).length
export const answersIn = (batches: Batch[]) =>
  batches.flatMap(({ events }) => events).filter(({ type }) => type === 'answered') as { feel: number }[]
export const booksOf = (page: Page) =>
  page.evaluate(() => window.attune('books') as { stored: number; pending: number })
export const pendingIn = async (page: Page) => (await booksOf(page)).pending
export const sum = (all: number[]) => all.reduce((a, b) => a + b, 0)

export function watchConsole(page: Page): string[] {
  const said: string[] = []
  page.on('console', (message) => said.push(message.text()))
  return said
}

declare global {
  interface Window {
    attune: ((...call: unknown[]) => unknown) & { isLoaded?: boolean }
    axe: typeof AxeBuilder
    delivered: number
  }
}
