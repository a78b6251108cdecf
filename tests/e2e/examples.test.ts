import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import type { VoicesAnswer } from '@attune/protocol'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { buildExample, type ExampleHost, startExample } from './example-host.ts'
import { useStage } from './stage.ts'

const stage = useStage()
const isBuilt = new Set<string>()
const built = mkdtempSync(join(tmpdir(), 'attune-examples-'))
let token: string

beforeAll(async () => {
  const { attune } = stage.service
  await attune(
    'config',
    'push',
    fileURLToPath(new URL('../../examples/shop.json', import.meta.url)),
    '--project',
    'shop',
  )
  token = await attune('token', 'create', '--project', 'shop', '--scope', 'read')
})
afterAll(() => rmSync(built, { recursive: true, force: true }))

/** How each is built and started, and what is different in it. */
const EXAMPLES: Record<string, { build?: string[][]; start: (port: string) => string[]; agrees?: boolean }> = {
  plain: { start: (port) => ['serve.ts', 'plain', port] },
  'tag-manager': { start: (port) => ['serve.ts', 'tag-manager', port] },
  'strict-csp': { start: (port) => ['strict-csp/server.ts', port] },
  'react-spa': { build: [[]], start: (port) => ['serve.ts', join(built, 'react-spa'), port], agrees: true },
  'vue-spa': { build: [[]], start: (port) => ['serve.ts', join(built, 'vue-spa'), port] },
  'next-style-ssr': {
    build: [[], ['--ssr']],
    start: (port) => ['next-style-ssr/server.ts', port, join(built, 'next-style-ssr')],
  },
}

test.each(Object.keys(EXAMPLES))('%s: somebody pays, is asked once, and the answer arrives', async (name) => {
  const host = await start(name)
  const wrong: string[] = []
  try {
    const page = await visitor(host, wrong)
    if (EXAMPLES[name]?.agrees) await page.getByRole('button', { name: 'Yes' }).click()
    await pay(page)
    await answer(page, `Paid in ${name}.`)
    const found = await voices(`Paid in ${name}.`)
    expect(found.map(({ step, feel }) => [step, feel])).toEqual([['payment', 4]])
    expect(wrong).toEqual([])
    await page.context().close()
  } finally {
    await host.stop()
  }
})

test('react-spa: without consent somebody is asked all the same, and nothing is stored on their device', async () => {
  const host = await start('react-spa')
  try {
    const page = await visitor(host)
    await pay(page)
    await page.getByRole('group', { name: /paying/ }).waitFor({ timeout: 20_000 })
    expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0)
    await page.context().close()
  } finally {
    await host.stop()
  }
})

test('react-spa: somebody who is through before the configuration has come is asked about what they did', async () => {
  const host = await start('react-spa')
  try {
    const page = await (await stage.browser.newContext()).newPage()
    let isThrough = () => {}
    const through = new Promise<void>((resolve) => (isThrough = resolve))
    await page.route(/\/v1\/config/, async (route) => {
      await through
      await route.continue()
    })
    await page.goto(host.origin)
    await pay(page)
    isThrough()
    await page.getByRole('group', { name: /paying/ }).waitFor({ timeout: 20_000 })
    await page.context().close()
  } finally {
    await host.stop()
  }
})

test.each([
  ['script', /\/attune-\d[^/]*$/],
  ['part that asks', /\/attune-ask-[^/]*$/],
])('strict-csp: one flipped byte in the %s, and the browser refuses it; the shop works', async (_, file) => {
  const host = await start('strict-csp')
  try {
    const wrong: string[] = []
    let flipped = 0
    const page = await (await stage.browser.newContext()).newPage()
    page.on('console', (said) => void (said.type() === 'error' && wrong.push(said.text())))
    await page.route(file, async (route) => {
      const response = await route.fetch()
      const body = await response.body()
      // A letter of a string somewhere in the middle: it would still run.
      body[body.indexOf('entered')]! ^= 1
      flipped += 1
      await route.fulfill({ response, body })
    })
    await page.goto(host.origin)
    await pay(page)
    await page.waitForTimeout(3_000)
    expect(flipped).toBeGreaterThan(0)
    expect(wrong.join()).toMatch(/integrity/i)
    expect(await page.locator('attune-prompt').count()).toBe(0)
    expect(await page.getByRole('heading').innerText()).toBe('Thank you')
    await page.context().close()
  } finally {
    await host.stop()
  }
})

test.each([
  ['the nonce alone', (policy: string) => policy.replace(" 'strict-dynamic'", '')],
  ['the origin instead', (policy: string) => policy.replace(/script-src [^;]*/, `script-src ${stage.service.origin}`)],
])('strict-csp: %s in script-src is enough', async (_, change) => {
  const host = await start('strict-csp')
  try {
    // An answer that a test has changed comes from nowhere, and Chromium asks before such a page may reach this machine.
    const page = await (await stage.browser.newContext({ permissions: ['local-network-access'] })).newPage()
    await page.route(`${host.origin}/**`, async (route) => {
      const response = await route.fetch()
      const { 'content-security-policy': policy = '', ...headers } = response.headers()
      await route.fulfill({ response, headers: { ...headers, 'content-security-policy': change(policy) } })
    })
    await page.goto(host.origin)
    await pay(page)
    await page.getByRole('group', { name: /paying/ }).waitFor({ timeout: 20_000 })
    await page.context().close()
  } finally {
    await host.stop()
  }
})

async function start(name: string): Promise<ExampleHost> {
  const { build = [], start: args } = EXAMPLES[name]!
  const { origin } = stage.service
  if (!isBuilt.has(name))
    for (const more of build) await buildExample(name, origin, 'pk_shop', '--outDir', join(built, name), ...more)
  isBuilt.add(name)
  return startExample(origin, 'pk_shop', args)
}

/** Somebody new, at the shop's first page. @param wrong Is given what the page complains of. */
async function visitor(host: ExampleHost, wrong: string[] = []): Promise<Page> {
  const page = await (await stage.browser.newContext()).newPage()
  page.on('pageerror', (error) => wrong.push(error.message))
  page.on('console', (said) => {
    if (said.type() === 'error' && !said.location().url.endsWith('favicon.ico')) wrong.push(said.text())
  })
  await page.goto(host.origin)
  return page
}

async function pay(page: Page): Promise<void> {
  await page.getByText('Go to payment').click()
  await page.getByRole('button', { name: 'Pay', exact: true }).click()
  await page.getByRole('heading', { name: 'Thank you' }).waitFor()
}

async function answer(page: Page, words: string): Promise<void> {
  await page.getByRole('group', { name: /paying/ }).waitFor({ timeout: 20_000 })
  await page.getByRole('radio', { name: 'Good', exact: true }).check()
  await page.getByRole('textbox').fill(words)
  await page.getByRole('button', { name: 'Done' }).click()
}

/** What the service has with these words, given five seconds to arrive. */
async function voices(words: string): Promise<VoicesAnswer['voices']> {
  for (let tries = 0; ; tries++) {
    const all = await stage.service.get<VoicesAnswer>('/api/projects/shop/voices?journey=checkout', token)
    const found = all.voices.filter(({ comment }) => comment === words)
    if (found.length > 0 || tries > 50) return found
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
