import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'

import type { NoteRequest, PromptRequest } from '@attune/protocol'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'

import { launchChromium } from '../e2e/chromium.ts'

/** A request as it can be sent into a page. `into` is a selector there. */
export type Request = Partial<Omit<PromptRequest, 'into' | 'onShown' | 'onOpen' | 'onDraft' | 'onClose'>> & {
  into?: string
}

/** How somebody has set their device up, and which page they are on. */
export interface Look {
  context?: BrowserContextOptions
  /** `/`, `/bare`, `/form` or `/hostile`; see `PAGES`. */
  path?: string
  /** The widget's file: the built one, or another that the host was given. */
  widget?: string
}

/** What the tests of a file stand on. */
export interface Host {
  browser: Browser
  open: (request: Request, look?: Look) => Promise<Page>
  openNote: (note: Pick<NoteRequest, 'title' | 'text' | 'locale'>, look?: Look) => Promise<Page>
}

/**
 * Gives a file of tests a browser, and pages with the built widget on them: under a policy that drops every inline style and
 * script, or with the worst style that a page can have.
 *
 * @param others Other files to hand out, by path.
 */
export function useHost(others: () => Promise<Record<string, string>> = async () => ({})): Host {
  const host = {} as Host
  let server: Awaited<ReturnType<typeof serve>>
  beforeAll(async () => {
    server = await serve(await others())
    host.browser = await launchChromium()
  })
  afterAll(async () => {
    await host.browser?.close()
    server?.stop()
  })
  const visit = async ({ context = {}, path = '/', widget = '/widget.js' }: Look) => {
    const page = await (await host.browser.newContext({ reducedMotion: 'reduce', ...context })).newPage()
    await page.goto(`${server.origin}${path}?widget=${widget}`)
    await page.locator('html[data-ready]').waitFor()
    return page
  }
  host.open = async (request, look = {}) => {
    const page = await visit(look)
    await show(page, request)
    return page
  }
  host.openNote = async (note, look = {}) => {
    const page = await visit(look)
    await page.evaluate(`goNote(${JSON.stringify(note)})`)
    await page.locator('attune-prompt button').first().waitFor()
    return page
  }
  return host
}

/** Shows one more prompt on a page, and waits until it stands. */
export async function show(page: Page, request: Request): Promise<void> {
  const before = await page.locator('attune-prompt button').count()
  await page.evaluate(`go(${JSON.stringify(request)})`)
  await page.locator('attune-prompt button').nth(before).waitFor()
  // A region that announces is empty at first; what is in the page afterwards is what stays.
  await page.waitForTimeout(150)
}

/** What the widget has told its caller, e.g. `['close', 'done', {…}]`. */
export function callsOf(page: Page): Promise<[string, ...unknown[]][]> {
  return page.evaluate('calls')
}

async function serve(others: Record<string, string>) {
  const server = createServer((request, reply) => {
    const { pathname } = new URL(request.url ?? '', 'http://host')
    const send = (type: string, body: string | Buffer) =>
      void reply
        .setHeader('content-type', `${type}; charset=utf-8`)
        .setHeader('content-security-policy', POLICY)
        .end(body)
    const body = PAGES[pathname]
    if (body) return send('text/html', pageOf(body, pathname === '/hostile'))
    if (pathname === '/plain.css') return send('text/css', PLAIN)
    if (pathname === '/hostile.css') return send('text/css', HOSTILE)
    if (pathname === '/boot.js') return send('text/javascript', BOOT)
    if (others[pathname]) return send('text/javascript', others[pathname])
    if (/^\/[\w.-]+\.js$/.test(pathname)) return send('text/javascript', built(pathname))
    return void reply.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The system named no port.')
  return { origin: `http://127.0.0.1:${address.port}`, stop: () => void server.close() }
}

/** @throws where the widget is not built. */
function built(path: string): Buffer {
  return readFileSync(new URL(`../../packages/widget/dist${path}`, import.meta.url))
}

function pageOf(body: string, isHostile: boolean): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Shop</title><link rel="icon" href="data:,"><link rel="stylesheet" href="${isHostile ? '/hostile.css' : '/plain.css'}">
<script type="module" src="/boot.js"></script></head><body>${body}</body></html>`
}

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'"

/** A field before the place and one after it, so that there is somewhere to come from and to go on to. */
const PLACE = `<main><h1>Checkout</h1><label>Name <input id="before"></label><div id="place"></div>
<label>Card <input id="after"></label></main>`
const FIELDS = Array.from(
  { length: 40 },
  (_, index) => `<p><a href="#${index}">Help with line ${index}</a> <label>Line ${index} <input></label>
<button type="button">Clear ${index}</button></p>`,
).join('')

const PAGES: Record<string, string> = {
  '/': PLACE,
  '/bare': '<div id="place"></div>',
  '/form': `<main><h1>Address</h1>${FIELDS}<button id="corner" type="button">Help</button></main>`,
  '/hostile': PLACE,
}
const PLAIN = `body { font: 16px/1.5 sans-serif } #place { max-width: 480px }
#corner { position: fixed; right: 24px; bottom: 24px } p { display: flex; flex-wrap: wrap; justify-content: space-between }`
const HOSTILE = `* { all: unset !important; font-size: 3px !important; display: block !important;
letter-spacing: 9px !important; direction: rtl !important; --ink: red; --paper: red }`

const BOOT = `const { show, showNote } = await import(new URLSearchParams(location.search).get('widget'))
window.calls = []
const tell = (name) => (...args) => void calls.push([name, ...args])
window.go = ({ into, ...request }) => {
  window.handle = show({
    scale: 'faces', wording: { question: 'How did paying feel?' }, why: true, locale: 'en', privacy: 'open',
    onShown: tell('shown'), onOpen: tell('open'), onDraft: tell('draft'), onClose: tell('close'),
    ...(into && { into: document.querySelector(into) }), ...request })
}
window.goNote = (note) => showNote({ onShown: tell('shown'), onClose: tell('close'), ...note })
document.documentElement.dataset.ready = ''`
