import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Batch, ConfigurationDocument } from '@attune/protocol'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { HostSite } from './host-pages/govuk.ts'
import { serveFolder } from './host-pages/static.ts'
import { useStage } from './stage.ts'

const stage = useStage()

const CONFIGURATION: ConfigurationDocument = {
  project: {
    name: 'Shop',
    keys: ['pk_consent'],
    budget: { firstSession: true, afterShownDays: 0, sameStepDays: 0, perSession: 0 },
  },
  journeys: [{ id: 'shop', name: 'Shop', steps: [{ id: 'pay', name: 'Pay', match: { urls: ['/pay/**'] } }] }],
  prompts: [
    { id: 'pay-feel', step: 'shop/pay', on: 'entered', wording: { default: { question: 'How did this feel?' } } },
  ],
}

let host: HostSite
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'attune-consent-'))
  const file = join(folder, 'shop.json')
  writeFileSync(file, JSON.stringify(CONFIGURATION))
  await stage.service.attune('config', 'push', file, '--project', 'shop')
  const pages = {
    'index.html': '',
    'required.html': 'required',
    'anonymous.html': 'anonymous',
    'granted.html': 'granted',
  }
  for (const [name, consent] of Object.entries(pages)) {
    const data = consent && ` data-consent="${consent}"`
    const tag = `<script async src="${stage.service.origin}/attune.js" data-key="pk_consent"${data}></script>`
    writeFileSync(join(folder, name), `<!doctype html><title>Shop</title>${tag}<h1>Shop</h1>`)
  }
  writeFileSync(join(folder, 'memory.html'), memoryPage())
  host = await serveFolder(folder, '')
})
afterAll(async () => {
  await host?.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('consent', () => {
  test('as it comes: an id and what is asked are remembered, by local storage and no cookie', async () => {
    const { page, batches, visitor } = await open('/index.html')
    await answer(page, 'fine')
    const sent = await sentAnswer(batches)
    expect(sent.visitor).toMatch(/^[\w-]{8,}$/)
    expect(await keysOf(page)).toEqual(expect.arrayContaining(['attune-me:pk_consent:p']))
    expect([await visitor.cookies(), await page.evaluate(() => document.cookie)]).toEqual([[], ''])
    await visitor.close()
  })

  test('required: nothing is stored and no id is sent until it is granted, and nothing after it is denied', async () => {
    const { page, batches, visitor } = await open('/required.html')
    await answer(page, 'before')
    expect((await sentAnswer(batches)).visitor).toBeNull()
    expect(await keysOf(page)).toEqual([])
    await page.evaluate(() => window.attune('consent', 'granted'))
    expect(await keysOf(page)).toEqual(expect.arrayContaining(['attune-me:pk_consent:p']))
    await page.evaluate(() => window.attune('consent', 'denied'))
    expect(await keysOf(page)).toEqual([])
    await visitor.close()
  })

  test('anonymous: nothing is stored before the person answers; then only what is not delivered, and never an id', async () => {
    const { page, batches, visitor } = await open('/anonymous.html')
    await page.getByRole('radio', { name: 'Good', exact: true }).waitFor()
    expect(await keysOf(page)).toEqual([])
    await visitor.setOffline(true)
    await answer(page, 'on a train')
    await page.waitForTimeout(300)
    expect((await keysOf(page)).filter((key) => !/^attune:pk_consent:[orbd]/.test(key))).toEqual([])
    expect(await stored(page)).toContain('on a train')
    await page.close()
    batches.length = 0
    await visitor.setOffline(false)
    const next = await visitor.newPage()
    watch(next, batches)
    await next.goto(`${host.origin}/anonymous.html`)
    const sent = await sentAnswer(batches)
    expect([sent.visitor, sent.events[0]]).toMatchObject([null, { comment: 'on a train' }])
    await expect.poll(() => stored(next), { timeout: 10_000 }).not.toContain('on a train')
    await visitor.close()
  })

  test.each(['/index.html', '/granted.html'])(
    'Global Privacy Control at %s: no id, no page, nothing stored',
    async (path) => {
      const { page, batches, visitor } = await open(path, () => {
        Object.defineProperty(navigator, 'globalPrivacyControl', { value: true })
      })
      await page.getByRole('radio', { name: 'Good', exact: true }).waitFor()
      expect(await keysOf(page)).toEqual([])
      await answer(page, 'left in peace')
      const sent = await sentAnswer(batches)
      expect([sent.visitor, sent.context.page, sent.events[0]!.context?.page]).toEqual([null, undefined, undefined])
      // Whoever says yes to this very site is taken at their word.
      await page.evaluate(() => window.attune('consent', 'granted'))
      expect(await keysOf(page)).toEqual(expect.arrayContaining(['attune-me:pk_consent:p']))
      await visitor.close()
    },
  )

  test('Do Not Track is taken the same', async () => {
    const { page, visitor } = await open('/index.html', () =>
      Object.defineProperty(navigator, 'doNotTrack', { value: '1' }),
    )
    await page.getByRole('radio', { name: 'Good', exact: true }).waitFor()
    expect(await keysOf(page)).toEqual([])
    await visitor.close()
  })

  test('storage in memory: an answer arrives and nothing outlives the page', async () => {
    const { page, batches, visitor } = await open('/memory.html')
    await answer(page, 'kiosk')
    await sentAnswer(batches)
    expect(await keysOf(page)).toEqual([])
    await visitor.close()
  })

  test('what names a person never leaves the page: not in words, not in paths, and queries are never sent', async () => {
    const { page, batches, visitor } = await open('/index.html?email=jane@example.org')
    await page.evaluate(() =>
      history.pushState(0, '', '/pay/jane@example.org/550e8400-e29b-41d4-a716-446655440000?x=1#y'),
    )
    await answer(page, 'call +49 171 2345678, card 4111 1111 1111 1111, jane@example.org')
    await sentAnswer(batches)
    const all = JSON.stringify(batches)
    expect(all).toContain('call [number], card [number], [email]')
    expect(all).toContain('/pay/[masked]/[masked]')
    expect(all).not.toMatch(/jane|4111|2345678|550e8400|\?/)
    await visitor.close()
  })

  test('reset forgets who the person is, and asks nobody twice for it', async () => {
    const { page, batches, visitor } = await open('/index.html')
    await answer(page, 'first')
    const { visitor: first } = await sentAnswer(batches)
    batches.length = 0
    await page.evaluate(() => window.attune('reset'))
    await page.evaluate(() => window.attune('step', 'shop/pay'))
    await page.waitForTimeout(4_000)
    expect(await page.getByRole('radio').count()).toBe(0)
    await expect.poll(() => batches.length).toBeGreaterThan(0)
    expect(batches.at(-1)!.visitor).not.toBe(first)
    await visitor.close()
  })
})

type Opened = { page: Page; batches: Batch[]; visitor: BrowserContext }

/** Somebody new at a page of the shop, and what the page sends on their behalf. */
async function open(path: string, before?: () => void): Promise<Opened> {
  const visitor = await stage.browser.newContext()
  const page = await visitor.newPage()
  if (before) await page.addInitScript(before)
  const batches: Batch[] = []
  watch(page, batches)
  await page.goto(host.origin + path)
  await page.waitForFunction(() => window.attune?.isLoaded)
  await page.evaluate(() => window.attune('step', 'shop/pay'))
  return { page, batches, visitor }
}

function watch(page: Page, batches: Batch[]): void {
  page.on('request', (request) => {
    if (request.url().includes('/v1/events')) batches.push(JSON.parse(request.postData()!) as Batch)
  })
}

async function answer(page: Page, words: string): Promise<void> {
  await page.getByRole('radio', { name: 'Good', exact: true }).check({ timeout: 20_000 })
  await page.getByRole('textbox').fill(words)
  await page.getByRole('button', { name: 'Done' }).click()
}

async function sentAnswer(batches: Batch[]): Promise<Batch> {
  const find = () => batches.find(({ events }) => events.some(({ type }) => type === 'answered'))
  await expect.poll(find, { timeout: 10_000 }).toBeTruthy()
  return find()!
}

const keysOf = (page: Page) =>
  page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)].toSorted())
const stored = (page: Page) => page.evaluate(() => JSON.stringify(Object.entries(localStorage)))

const memoryPage = () =>
  `<!doctype html><title>Kiosk</title><script async src="${stage.service.origin}/attune.js"></script><h1>Kiosk</h1><script>
  addEventListener('load', () => attune('init', { key: 'pk_consent', host: '${stage.service.origin}', storage: 'memory' }))
  </script>`

declare global {
  interface Window {
    attune: ((...call: unknown[]) => unknown) & { isLoaded?: boolean }
  }
}
