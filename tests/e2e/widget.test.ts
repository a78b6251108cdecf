import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import type { PromptRequest } from '@attune/protocol'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { launchChromium } from './chromium.ts'

/** The built widget in real Chromium, on a page that loads it under a strict policy; see `serve` below. */
let browser: Browser
let host: Awaited<ReturnType<typeof serve>>

beforeAll(async () => {
  host = await serve()
  browser = await launchChromium()
})
afterAll(async () => {
  await browser?.close()
  host?.stop()
})

describe('with the keyboard alone', () => {
  test('the faces are one stop, arrows choose and never send, Done sends once and the thanks take the focus', async () => {
    const page = await open({})
    await page.locator('#card').focus()
    await page.keyboard.press('Tab')
    expect(await focused(page)).toBe('Very bad')
    expect((await calls(page)).slice(1)).toEqual([])
    const group = page.getByRole('group', { name: 'How did paying feel?' })
    expect(await group.count()).toBe(1)
    expect(await group.getByRole('radio').count()).toBe(5)

    for (const name of ['Bad', 'Okay', 'Good', 'Very good', 'Very bad', 'Bad']) {
      await page.keyboard.press('ArrowRight')
      expect(await focused(page)).toBe(name)
      expect(await page.getByRole('radio', { name, exact: true }).isChecked()).toBe(true)
    }
    expect(await closes(page)).toEqual([])

    await page.keyboard.press('Tab')
    expect(await focused(page)).toBe('What made it feel that way? (optional)')
    await page.keyboard.type('The form forgot me.')
    await page.keyboard.press('Tab')
    expect(await focused(page)).toBe('Done')
    await page.keyboard.press('Enter')
    expect(await closes(page)).toEqual([['close', 'done', { feel: 2, comment: 'The form forgot me.' }]])
    expect(await focused(page)).toBe('Thank you for your answer.')

    await page.keyboard.press('Shift+Tab')
    expect(await page.locator('attune-prompt').count()).toBe(0)
    expect(await page.evaluate('document.activeElement.id')).toBe('name')
  })

  test('Escape closes only from inside, gives the focus back, and keeps what stands', async () => {
    const page = await open({})
    await page.locator('#card').focus()
    await page.keyboard.press('Escape')
    expect(await closes(page)).toEqual([])
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await page.keyboard.press('Escape')
    expect(await closes(page)).toEqual([['close', 'done', { feel: 1, comment: '' }]])
    expect(await page.evaluate('document.activeElement.id')).toBe('card')
  })

  test('arrows follow the eye where text runs to the left', async () => {
    const page = await open({ locale: 'ar', wording: ARABIC })
    await page.getByRole('radio').first().focus()
    await page.keyboard.press('ArrowLeft')
    const boxes = await page.getByRole('radio').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().left))
    expect(boxes).toEqual(boxes.toSorted((a, b) => b - a))
    expect(await page.getByRole('radio').nth(1).isChecked()).toBe(true)
  })

  test('what is typed in the card does not reach the page’s shortcuts', async () => {
    const page = await open({})
    await page.getByRole('radio', { name: 'Good', exact: true }).check()
    await page.getByRole('textbox', { name: /What made/ }).pressSequentially('s')
    expect(await page.evaluate('window.shortcuts')).toBe(0)
  })
})

test('closing with nothing chosen is a dismissal, and "never" says so', async () => {
  const closed = await open({})
  await closed.getByRole('button', { name: 'Close' }).click()
  expect(await closes(closed)).toEqual([['close', 'closed', { feel: null, comment: '' }]])
  const never = await open({})
  await never.getByRole('button', { name: 'Never ask me again' }).click()
  expect(await closes(never)).toEqual([['close', 'never', { feel: null, comment: '' }]])
})

test('it says when it is seen, takes no focus, and is announced once by a region that was there before', async () => {
  const page = await open({})
  await page.locator('#card').focus()
  const status = page.locator('attune-prompt [role=status]')
  await status.filter({ hasText: 'How did paying feel? (optional)' }).waitFor({ state: 'attached' })
  await expect.poll(() => calls(page)).toEqual([['shown']])
  expect(await page.evaluate('document.activeElement.id')).toBe('card')
  await page.getByRole('radio', { name: 'Okay', exact: true }).check()
  expect(await status.textContent()).toBe('')
})

test('it moves away from what has the focus in the page, and covers nothing of it', async () => {
  for (const viewport of [
    { width: 1280, height: 720 },
    { width: 320, height: 568 },
  ]) {
    const page = await open({}, { viewport })
    await page.locator('#corner').focus()
    await expect
      .poll(() =>
        page.evaluate(() => {
          const card = document.querySelector('attune-prompt')!.shadowRoot!.querySelector('section')!
          const [a, b] = [card.getBoundingClientRect(), document.activeElement!.getBoundingClientRect()]
          return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
        }),
      )
      .toBe(false)
  }
})

test('thanks stay until the person moves on', async () => {
  const page = await open({ why: false })
  await page.getByRole('radio', { name: 'Good', exact: true }).check()
  await page.getByRole('button', { name: 'Done' }).click()
  await page.waitForTimeout(300)
  expect(await page.getByText('Thank you for your answer.').isVisible()).toBe(true)
  await page.mouse.click(5, 5)
  expect(await page.locator('attune-prompt').count()).toBe(0)
})

test('a page’s worst style leaves the card as it is, but for the font', async () => {
  const size = async (path: string) => {
    const page = await open({}, {}, path)
    await page.getByRole('radio', { name: 'Good', exact: true }).check()
    return page.locator('attune-prompt section').evaluate((card) => {
      const { width, right, bottom } = card.getBoundingClientRect()
      return [width, right, bottom, getComputedStyle(card).fontSize, getComputedStyle(card).letterSpacing]
    })
  }
  expect(await size('/hostile')).toEqual(await size('/'))
})

describe('axe finds nothing', () => {
  const looks: [string, BrowserContextOptions, Partial<PromptRequest>, string?][] = [
    ['light', { colorScheme: 'light' }, {}],
    ['dark', { colorScheme: 'dark' }, {}],
    ['phone', { viewport: { width: 320, height: 568 } }, { locale: 'de' }],
    ['landscape at 400 %', { viewport: { width: 320, height: 256 } }, {}],
    ['right to left, with English beside it', {}, { locale: 'ar', wording: { question: 'كيف كان شعورك؟' } }],
    ['forced colours', { forcedColors: 'active' }, {}],
    ['a hostile page', {}, {}, '/hostile'],
    ['eleven points', { viewport: { width: 360, height: 640 } }, { scale: 'nps' }],
  ]
  test.each(looks)('%s', async (_name, context, request, path) => {
    const page = await open(request, { reducedMotion: 'reduce', ...context }, path)
    expect(await axe(page)).toEqual([])
    const radios = page.getByRole('radio')
    for (let index = 0; index < (await radios.count()); index++) {
      await radios.nth(index).check()
      expect(await axe(page)).toEqual([])
    }
    await page.getByRole('textbox').last().fill('x'.repeat(1_990))
    expect(await page.locator('attune-prompt #left').textContent()).toBe('1990 / 2000')
    expect(await axe(page)).toEqual([])
    await page.locator('attune-prompt .done').click()
    expect(await axe(page)).toEqual([])
  })

  test('two at once, whose faces and labels stay apart', async () => {
    const page = await open({})
    await page.evaluate('go({ wording: { question: "And the delivery?" } })')
    await page.getByRole('group', { name: 'How did paying feel?' }).getByLabel('Good', { exact: true }).press('Space')
    await page.getByRole('group', { name: 'And the delivery?' }).getByLabel('Very bad').press('Space')
    expect(await page.locator('input:checked').count()).toBe(2)
    expect(await axe(page)).toEqual([])
  })
})

const ARABIC = { question: 'كيف كان شعورك أثناء الدفع؟', low: 'سيئ جدا', high: 'جيد جدا' }

/** Opens the host page and shows a prompt on it. */
async function open(request: Partial<PromptRequest>, context: BrowserContextOptions = {}, path = '/'): Promise<Page> {
  const page = await (await browser.newContext(context)).newPage()
  await page.goto(host.origin + path)
  await page.waitForFunction('window.go')
  await page.evaluate(`go(${JSON.stringify(request)})`)
  await page.locator('attune-prompt section').waitFor()
  return page
}

type Call = [string, ...unknown[]]
const calls = (page: Page): Promise<Call[]> => page.evaluate('calls')
const closes = async (page: Page) => (await calls(page)).filter(([name]) => name === 'close')

/** The name of what has the focus inside the card. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const at = document.activeElement?.shadowRoot?.activeElement as HTMLInputElement | null
    return (at?.labels?.[0] ?? at)?.textContent ?? ''
  })
}

/** What axe finds against WCAG 2.0 to 2.2, A and AA, as `rule: element and what is wrong`. */
async function axe(page: Page): Promise<string[]> {
  await page.evaluate(AXE)
  return page.evaluate(`axe.run('attune-prompt', { runOnly: ${JSON.stringify(TAGS)} }).then(({ passes, violations }) => {
    if (passes.length < 5) throw new Error('axe looked at nothing')
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html, any }) => id + ': ' + html + ' ' + any[0]?.message))
  })`)
}

const AXE = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa']

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
    '/widget.js': ['text/javascript', readFileSync(new URL('../../packages/widget/dist/widget.js', import.meta.url))],
    '/boot.js': ['text/javascript', BOOT],
  }
  const server = createServer((request, reply) => {
    const [type, body] = files[request.url ?? ''] ?? ['text/plain', '']
    reply.setHeader('content-type', `${type}; charset=utf-8`)
    reply.setHeader('content-security-policy', POLICY)
    reply.end(body)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return { origin: `http://127.0.0.1:${port}`, stop: () => server.close() }
}

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'"
const PAGE = `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Shop</title>
<link rel="stylesheet" href="STYLE"><body><h1>Checkout</h1><button id="corner">Pay</button>
<label>Name <input id="name"></label><label>Card <input id="card"></label>
<script type="module" src="/boot.js"></script></body></html>`
const BOOT = `import { show } from '/widget.js'
window.calls = []
window.shortcuts = 0
document.addEventListener('keydown', (event) => { if (event.key === 's') shortcuts++ })
window.go = (request) => { show({
  scale: 'faces', wording: { question: 'How did paying feel?' }, why: true, locale: 'en', privacy: 'open',
  onShown: () => calls.push(['shown']), onDraft: (draft) => calls.push(['draft', draft]),
  onClose: (how, draft) => calls.push(['close', how, draft]), ...request }) }`
