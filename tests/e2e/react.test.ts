import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

import { build, type BuildOptions } from 'esbuild'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { type ExampleHost, startExample } from './example-host.ts'
import { useStage } from './stage.ts'

const stage = useStage()
const folder = mkdtempSync(join(tmpdir(), 'attune-react-'))
const shop = fileURLToPath(new URL('../../examples/shop.json', import.meta.url))

beforeAll(() => stage.service.attune('config', 'push', shop, '--project', 'shop'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A page under StrictMode that shows what it is told, with the package as it is published. */
const APP = `
  import { createElement as h, Fragment, StrictMode, useState } from 'react'
  import { Attune, Step, useAttune, useNotice } from './dist/react.js'

  export const told = []
  export const commands = new Set()

  export function App({ host }) {
    const [place, setPlace] = useState('cart')
    const [consent, setConsent] = useState('required')
    const [isListening, setListening] = useState(true)
    commands.add(useAttune())
    const button = (name, onClick) => h('button', { key: name, onClick }, name)
    return h(StrictMode, null, h(Attune, { publicKey: 'pk_shop', host, consent },
      isListening && h(Listener),
      h(Step, { name: 'checkout/' + place }, h('p', null, place)),
      button('pay', () => setPlace('payment')),
      button('finish', () => setPlace('done')),
      button('agree', () => setConsent('granted')),
      button('object', () => setConsent('required')),
      button('deafen', () => setListening(false)),
    ))
  }

  function Listener() {
    useNotice('moment', ({ type, step }) => told.push(type + ' ' + step))
    return h(Fragment)
  }`

const IN_BROWSER = `
  import { createRoot } from 'react-dom/client'
  ${APP}
  Object.assign(window, { told, commands })
  createRoot(document.querySelector('#root')).render(h(App, { host: 'http://127.0.0.1:4000' }))`

const ON_SERVER = `
  import { renderToString } from 'react-dom/server'
  ${APP}
  export const html = renderToString(h(App, { host: 'http://127.0.0.1:4000' }))`

describe.each([
  ['19', {}],
  ['18', { react: packageAt('react-18'), 'react-dom': packageAt('react-dom-18') }],
])('React %s', (version, alias) => {
  let host: ExampleHost
  beforeAll(async () => {
    const own = join(folder, version)
    await bundle(IN_BROWSER, { outdir: own, splitting: true, alias })
    writeFileSync(
      join(own, 'index.html'),
      '<!doctype html><div id="root"></div><script type="module" src="/stdin.js"></script>',
    )
    host = await startExample(stage.service.origin, 'pk_shop', (port) => ['serve.ts', own, port])
  })
  afterAll(() => host?.stop())

  test('a step is entered once, although StrictMode mounts everything twice, and nobody is told any more who has gone', async () => {
    const page = await open(host)
    await expectTold(page, ['entered checkout/cart'])
    await page.getByRole('button', { name: 'pay' }).click()
    const all = ['entered checkout/cart', 'completed checkout/cart', 'entered checkout/payment']
    await expectTold(page, all)
    await page.getByRole('button', { name: 'deafen' }).click()
    await page.getByRole('button', { name: 'finish' }).click()
    await page.getByText('done').waitFor()
    await expectTold(page, all)
    await page.context().close()
  })

  test('the commands are one object at every render', async () => {
    const page = await open(host)
    await expectTold(page, ['entered checkout/cart'])
    await page.getByRole('button', { name: 'pay' }).click()
    expect(await page.evaluate(() => (window as unknown as Told).commands.size)).toBe(1)
    await page.context().close()
  })

  test('storage follows the consent that the page says', async () => {
    const page = await open(host)
    const kept = () => page.evaluate(() => localStorage.length)
    await expectTold(page, ['entered checkout/cart'])
    expect(await kept()).toBe(0)
    await page.getByRole('button', { name: 'agree' }).click()
    await expect.poll(kept).toBeGreaterThan(0)
    await page.getByRole('button', { name: 'object' }).click()
    await expect.poll(kept).toBe(0)
    await page.context().close()
  })

  test('on a server it renders what it holds, and does nothing', async () => {
    const outfile = join(folder, `${version}.mjs`)
    const require = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url)"
    await bundle(ON_SERVER, { outfile, platform: 'node', alias, banner: { js: require } })
    const { html } = (await import(pathToFileURL(outfile).href)) as { html: string }
    expect(html).toMatch(/^<p>cart<\/p><button>pay<\/button>/)
  })
})

interface Told {
  told: string[]
  commands: Set<unknown>
}

function packageAt(name: string): string {
  return fileURLToPath(new URL(`../../packages/sdk/node_modules/${name}`, import.meta.url))
}

async function bundle(contents: string, options: BuildOptions): Promise<void> {
  const resolveDir = fileURLToPath(new URL('../../packages/sdk/', import.meta.url))
  await build({ stdin: { contents, resolveDir }, bundle: true, format: 'esm', logLevel: 'error', ...options })
}

async function open(host: ExampleHost): Promise<Page> {
  const page = await (await stage.browser.newContext()).newPage()
  await page.goto(host.origin)
  return page
}

/** All that it was told, also a moment later. */
async function expectTold(page: Page, all: string[]): Promise<void> {
  const told = () => page.evaluate(() => (window as unknown as Told).told)
  await expect.poll(told, { timeout: 5_000 }).toEqual(all)
  await page.waitForTimeout(200)
  expect(await told()).toEqual(all)
}
