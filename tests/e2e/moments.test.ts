import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { ConfigurationDocument } from '@attune/protocol'
import AxeBuilder from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { HostSite } from './host-pages/govuk.ts'
import { serveFolder } from './host-pages/static.ts'
import { useStage } from './stage.ts'

const stage = useStage()

const wording = { default: { question: 'How did this feel?' } }
const CONFIGURATION: ConfigurationDocument = {
  project: {
    name: 'Moments',
    keys: ['pk_moments'],
    signals: ['rage_click', 'dead_click', 'error', 'back_and_forth', 'invalid'],
  },
  journeys: [
    {
      id: 'shop',
      name: 'Shop',
      steps: [
        { id: 'page', name: 'Page', match: { urls: ['/moments.html'] } },
        { id: 'route', name: 'Route', match: { urls: ['/route/*'] } },
        { id: 'offer', name: 'Offer', match: { appears: '#offer' } },
        { id: 'bought', name: 'Bought', match: { clicked: '.buy' } },
        { id: 'broken', name: 'Broken', match: { appears: 'p:::nonsense' } },
      ],
    },
  ],
  prompts: [
    { id: 'deep', step: 'shop/page', on: 'scrolled', depth: 0.8, wording },
    { id: 'long', step: 'shop/page', on: 'stayed', afterMs: 1_500, wording },
    { id: 'slow', step: 'shop/page', on: 'slow', afterMs: 2_500, wording },
    { id: 'exit', step: 'shop/page', on: 'exit_intent', wording },
  ],
}

let host: HostSite
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'attune-moments-'))
  const file = join(folder, 'moments.json')
  writeFileSync(file, JSON.stringify(CONFIGURATION))
  await stage.service.attune('config', 'push', file, '--project', 'moments')
  const plain = { ...CONFIGURATION, prompts: [], project: { name: 'Plain', keys: ['pk_plain'] } }
  plain.journeys = [
    { id: 'shop', name: 'Shop', steps: [{ id: 'page', name: 'Page', match: { urls: ['/plain.html'] } }] },
  ]
  const plainFile = join(folder, 'plain.json')
  writeFileSync(plainFile, JSON.stringify(plain))
  await stage.service.attune('config', 'push', plainFile, '--project', 'plain')
  for (const [name, key] of [
    ['moments.html', 'pk_moments'],
    ['plain.html', 'pk_plain'],
  ] as const)
    writeFileSync(join(folder, name), pageWith(key))
  host = await serveFolder(folder, '')
})
afterAll(async () => {
  await host?.close()
  if (folder) rmSync(folder, { recursive: true, force: true })
})

describe('moments', () => {
  test('three clicks that get nowhere are rage, one is dead, and neither is what works', async () => {
    const page = await open()
    await page.locator('#works').click({ clickCount: 3, delay: 20 })
    await page.waitForTimeout(1_200)
    expect(await noticed(page)).not.toContain('shop/page dead_click')
    expect(await noticed(page)).not.toContain('shop/page rage_click')
    await page.locator('#nothing').click()
    await expect.poll(() => noticed(page), { timeout: 4_000 }).toContain('shop/page dead_click')
    for (let n = 0; n < 3; n++) await page.locator('#nothing').click({ delay: 10 })
    await expect.poll(() => noticed(page), { timeout: 4_000 }).toContain('shop/page rage_click')
    await expectReported(page, ['dead_click', 'rage_click'])
    await page.context().close()
  })

  test('an error, a refused promise and a failed request are errors, once per step', async () => {
    for (const fault of [
      'setTimeout(() => { throw new Error("broken") })',
      'Promise.reject(new Error("broken"))',
      'fetch("/gone").then((r) => r.text())',
    ]) {
      const page = await open()
      await page.addScriptTag({ content: fault })
      await expect.poll(() => noticed(page), { message: fault, timeout: 4_000 }).toContain('shop/page error')
      await page.addScriptTag({ content: fault })
      await page.waitForTimeout(200)
      expect((await noticed(page)).filter((one) => one.endsWith(' error'))).toHaveLength(1)
      await page.context().close()
    }
  })

  test('a form that refuses three times is told, not before', async () => {
    const page = await open()
    for (let n = 0; n < 2; n++) await page.locator('#send').click()
    await page.waitForTimeout(200)
    expect(await noticed(page)).not.toContain('shop/page invalid')
    await page.locator('#send').click()
    await expect.poll(() => noticed(page), { timeout: 4_000 }).toContain('shop/page invalid')
    await page.context().close()
  })

  test('how far, how long, how slow, and on the way out', async () => {
    const page = await open()
    await page.mouse.wheel(0, 300)
    await page.waitForTimeout(300)
    expect(await noticed(page)).not.toContain('shop/page scrolled')
    await page.evaluate(() => scrollTo(0, 1e6))
    await expect.poll(() => noticed(page), { timeout: 4_000 }).toContain('shop/page scrolled')
    await expect.poll(() => noticed(page), { timeout: 5_000 }).toContain('shop/page stayed')
    expect(await noticed(page)).not.toContain('shop/page slow')
    await expect.poll(() => noticed(page), { timeout: 5_000 }).toContain('shop/page slow')
    await page.evaluate(() => {
      // A pointer that a test drives never leaves the page: the last that the page sees of a quick one.
      const move = (type: string, clientY: number) =>
        document.documentElement.dispatchEvent(new PointerEvent(type, { pointerType: 'mouse', clientY }))
      move('pointermove', 200)
      move('pointerleave', -1)
    })
    await expect.poll(() => noticed(page), { timeout: 4_000 }).toContain('shop/page exit_intent')
    await page.context().close()
  })

  test('steps show by an element that appears or is clicked, by history and by hash; going back and forth is noticed', async () => {
    const page = await open()
    await page.evaluate(() => document.body.insertAdjacentHTML('beforeend', '<p id="offer">Now cheaper</p>'))
    await expect.poll(() => noticed(page), { timeout: 4_000 }).toContain('shop/offer entered')
    await page.locator('.buy b').click()
    await expect.poll(() => noticed(page), { timeout: 4_000 }).toContain('shop/bought entered')
    const go = (path: string) => page.evaluate((to) => history.pushState(0, '', to), path)
    const entered = async () => (await noticed(page)).filter((one) => one.endsWith('entered')).length
    let before = await entered()
    for (const path of ['/route/a', '/moments.html', '#/route/b', '/moments.html']) {
      await go(path)
      await expect.poll(entered, { message: path }).toBe(++before)
    }
    await expect.poll(() => noticed(page), { timeout: 4_000 }).toContain('shop/page back_and_forth')
    await page.context().close()
  })

  test('what nobody uses costs no listener, no file, and is undone by reset', async () => {
    const count = () => {
      const counts: Record<string, number> = {}
      Object.assign(window, { counts })
      // oxlint-disable-next-line typescript/unbound-method -- called on its own target
      const { addEventListener } = EventTarget.prototype
      EventTarget.prototype.addEventListener = function (this: EventTarget, ...args: [string, ...unknown[]]) {
        const [type] = args
        counts[type] = (counts[type] ?? 0) + 1
        const options = args.at(2) as { signal?: AbortSignal } | undefined
        options?.signal?.addEventListener('abort', () => counts[type]!--)
        return (addEventListener as (...all: unknown[]) => void).apply(this, args)
      }
    }
    const counts = (page: Page) => page.evaluate(() => (window as never as { counts: Record<string, number> }).counts)
    const page = await open('plain.html', count)
    const files: string[] = []
    page.on('request', (request) => files.push(new URL(request.url()).pathname))
    await page.reload()
    await page.waitForTimeout(1_000)
    expect(files.filter((path) => path.includes('attune'))).toEqual(['/attune.js'])
    const used = Object.keys(await counts(page))
    for (const type of ['click', 'scroll', 'mouseout', 'error', 'invalid', 'submit', 'focusin'])
      expect(used).not.toContain(type)
    await page.context().close()

    const watched = await open('moments.html', count)
    expect(await counts(watched)).toHaveProperty('click')
    const { abort: _, ...before } = await counts(watched)
    await watched.evaluate(() => window.attune('reset'))
    await watched.waitForTimeout(300)
    expect(await counts(watched)).toMatchObject(before)
    await watched.context().close()
  })

  test('?attune_debug shows moments and the one reason for every prompt, and goes by Escape', async () => {
    const page = await open('moments.html?attune_debug')
    const panel = page.getByRole('region', { name: 'Attune' })
    await page.evaluate(() => window.attune('step', 'shop/route'))
    await panel.getByText('shop/route entered').waitFor()
    await expect.poll(() => panel.innerText()).toMatch(/long: (nobody is asked in their first session|its step)/)
    await page.waitForTimeout(1_500)
    await panel.getByText(/reported: \d+ stored/).waitFor()
    await page.addScriptTag({ content: AxeBuilder.source })
    const faults = await page.evaluate(async () => {
      const { axe } = window as never as { axe: typeof AxeBuilder }
      return (await axe.run('attune-debug')).violations.map(({ id }) => id)
    })
    expect(faults).toEqual([])
    await panel.getByRole('button', { name: 'Close' }).focus()
    await page.keyboard.press('Escape')
    expect(await panel.count()).toBe(0)
    await page.context().close()
  })
})

/** Somebody new on a page; what it notices is gathered. */
async function open(path = 'moments.html', before?: () => void): Promise<Page> {
  const page = await (await stage.browser.newContext()).newPage()
  if (before) await page.addInitScript(before)
  const watching = page.waitForResponse(/attune-watch/).catch(() => {})
  await page.goto(`${host.origin}/${path}`)
  if (path.startsWith('moments')) {
    await watching
    await page.waitForFunction(() => (window as never as { noticed: string[] }).noticed.includes('shop/page entered'))
    await page.waitForTimeout(100)
  }
  return page
}

const noticed = (page: Page) => page.evaluate(() => (window as never as { noticed: string[] }).noticed)

/** The service has counted these signals. */
async function expectReported(page: Page, signals: string[]): Promise<void> {
  const body = await page.waitForRequest(/v1\/events/).catch(() => null)
  const sent = body?.postData() ?? ''
  expect(signals.some((signal) => sent.includes(signal))).toBe(true)
}

const pageWith = (key: string) => `<!doctype html><title>Moments</title>
<script>
  noticed = []
  attune = (...call) => (attune.q ??= []).push(call)
  attune('on', 'moment', ({ type, step }) => noticed.push(step + ' ' + type))
</script>
<script async src="${stage.service.origin}/attune.js" data-key="${key}"></script>
<h1>Moments</h1>
<button id="nothing" type="button">Does nothing</button>
<button id="works" type="button" onclick="this.dataset.n = +(this.dataset.n ?? 0) + 1">Works</button>
<a class="buy" href="#bought"><b>Buy</b></a>
<form onsubmit="return false"><input required aria-label="Name"><button id="send">Send</button></form>
<div style="height: 4000px"></div>`
