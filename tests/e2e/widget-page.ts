import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import type { NoteRequest, PromptRequest } from '@attune/protocol'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll } from 'vitest'

import { launchChromium } from './chromium.ts'

let browser: Browser
let host: Awaited<ReturnType<typeof serve>>

/** Gives a test file the built widget in real Chromium, on a page that loads it under a strict policy; see `serve` below. */
export function useWidgetPage(): void {
  beforeAll(async () => {
    host = await serve()
    browser = await launchChromium()
  })
  afterEach(async () => {
    // What has been looked at is not drawn any more, nor are its timers run.
    for (const context of browser.contexts()) await context.close()
  })
  afterAll(async () => {
    await browser?.close()
    host?.stop()
  })
}

/** A prompt as it is sent into the page, where `into` is a selector. */
export type Request = Partial<Omit<PromptRequest, 'into'>> & { into?: string }

/** Opens the host page and shows a prompt on it. */
export async function open(request: Request, context: BrowserContextOptions = {}, path = '/'): Promise<Page> {
  const page = await visit(context, path)
  await page.evaluate(`go(${JSON.stringify(request)})`)
  await page.locator(request.placement === 'tab' ? 'attune-prompt .tab' : 'attune-prompt section').waitFor()
  return page
}

/** Opens the host page and shows a note on it. */
export async function openNote(note: Partial<NoteRequest>, context: BrowserContextOptions = {}): Promise<Page> {
  const page = await visit(context)
  await page.evaluate(`goNote(${JSON.stringify(note)})`)
  await page.locator('attune-prompt section').waitFor()
  return page
}

/** Opens the host page with nothing on it yet. */
export async function visit(context: BrowserContextOptions = {}, path = '/'): Promise<Page> {
  const page = await (await browser.newContext(context)).newPage()
  await page.goto(host.origin + path)
  await page.waitForFunction('window.go')
  return page
}

type Call = [string, ...unknown[]]
export const calls = (page: Page): Promise<Call[]> => page.evaluate('calls')
export const closes = async (page: Page) => (await calls(page)).filter(([name]) => name === 'close')

/** The name of what has the focus inside the card. */
export function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const at = document.activeElement?.shadowRoot?.activeElement as HTMLInputElement | null
    return (at?.labels?.[0] ?? at)?.textContent ?? ''
  })
}

/** A host page with two fields, a button in the usual corner, and a policy that drops every inline style. */
async function serve() {
  const files: Record<string, [string, string | Buffer]> = {
    '/': ['text/html', PAGE.replace('STYLE', '/plain.css')],
    '/hostile': ['text/html', PAGE.replace('STYLE', '/hostile.css')],
    '/plain.css': [
      'text/css',
      'body { transform: translateX(0) } #corner { position: fixed; right: 40px; bottom: 40px }',
    ],
    '/hostile.css': [
      'text/css',
      `* { all: unset !important; font-size: 3px !important; display: block !important; letter-spacing: 9px !important;
        direction: rtl !important; --ink: red; --paper: red }`,
    ],
    '/boot.js': ['text/javascript', BOOT],
  }
  const server = createServer((request, reply) => {
    const [type, body] = files[request.url ?? ''] ?? builtFile(request.url ?? '')
    reply.setHeader('content-type', `${type}; charset=utf-8`)
    reply.setHeader('content-security-policy', POLICY)
    reply.end(body)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return { origin: `http://127.0.0.1:${port}`, stop: () => server.close() }
}

/** The widget's file, or one with its words in another language. */
function builtFile(path: string): [string, string | Buffer] {
  if (!/^\/(widget|words-[a-z]+-\w+)\.js$/.test(path)) return ['text/plain', '']
  return ['text/javascript', readFileSync(new URL(`../../packages/widget/dist${path}`, import.meta.url))]
}

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'"
const PAGE = `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Shop</title>
<link rel="stylesheet" href="STYLE"><body><h1>Checkout</h1><button id="corner">Pay</button>
<div id="place"></div><label>Name <input id="name"></label><label>Card <input id="card"></label>
<script type="module" src="/boot.js"></script></body></html>`
const BOOT = `import { show, showNote } from '/widget.js'
window.calls = []
window.shortcuts = 0
document.addEventListener('keydown', (event) => { if (event.key === 's') shortcuts++ })
const tell = (name) => (...args) => void calls.push([name, ...args])
window.go = ({ into, ...request }) => { window.handle = show({
  scale: 'faces', wording: { question: 'How did paying feel?' }, why: true, locale: 'en', privacy: 'open',
  onShown: tell('shown'), onOpen: tell('open'), onDraft: tell('draft'), onClose: tell('close'),
  ...(into && { into: document.querySelector(into) }), ...request }) }
window.goNote = (note) => { window.handle = showNote({
  title: 'You said: slow', text: 'Paying takes one step less now.', locale: 'en',
  onShown: tell('shown'), onClose: tell('close'), ...note }) }`
