import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'

import { SCALES, type Placement, type Scale, type Theme } from '@attune/protocol'
import type { Browser } from 'playwright-core'

import { arrange } from './arrange.ts'
import { launchChromium } from './chromium.ts'

/**
 * One picture of everything that a person can be shown, to be looked at after a change: `node tests/e2e/contact-sheet.ts [FILE]`.
 *
 * Every scale in every placement, on a desktop and on a phone, light, dark and in a theme; one point is chosen, so that the rest
 * is open, too.
 * Needs the built widget.
 */
const file = process.argv[2] ?? join(import.meta.dirname, '../../docs/contact-sheet.webp')
const PLACEMENTS: Placement[] = ['card', 'inline', 'tab']
const SCREENS = [
  { name: 'desktop', width: 560, height: 520 },
  { name: 'phone, 360 px', width: 360, height: 520 },
]
const LOOKS: Look[] = [
  { name: 'light', scheme: 'light' },
  { name: 'dark', scheme: 'dark' },
  {
    name: 'a theme of a team’s own',
    scheme: 'light',
    theme: { radius: 4, light: { background: '#f3f0ff', text: '#241a4d', accent: '#5b3fd1', onAccent: '#ffffff' } },
  },
]
const server = createServer((request, reply) => {
  const path = (request.url ?? '/').split('?')[0]!
  const isPage = path === '/'
  reply.setHeader('content-type', `text/${isPage ? 'html' : 'javascript'}; charset=utf-8`)
  reply.end(isPage ? pageOf() : readFileSync(new URL(`../../packages/widget/dist${path}`, import.meta.url)))
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const address = server.address()
const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
const browser = await launchChromium()
try {
  const rows: string[] = []
  for (const look of LOOKS)
    for (const screen of SCREENS)
      for (const placement of PLACEMENTS) {
        const cells: string[] = []
        for (const scale of Object.keys(SCALES) as Scale[]) {
          const picture = await shoot(browser, scale, placement, look, screen)
          cells.push(
            `<figure><img width="${screen.width / 2}" src="data:image/png;base64,${picture}"><figcaption>${scale}</figcaption></figure>`,
          )
        }
        rows.push(`<h2>${placement}, ${screen.name}, ${look.name}</h2><div>${cells.join('')}</div>`)
      }
  writeFileSync(file, await arrange(browser, rows.join('')))
  process.stdout.write(`${file}\n`)
} finally {
  await browser.close()
  server.close()
}

interface Look {
  name: string
  scheme: 'light' | 'dark'
  theme?: Theme
}

/** @returns a PNG in base64. */
async function shoot(
  from: Browser,
  scale: Scale,
  placement: Placement,
  { scheme: colorScheme, theme }: Look,
  { width, height }: (typeof SCREENS)[number],
): Promise<string> {
  const page = await from.newPage({ viewport: { width, height }, colorScheme, reducedMotion: 'reduce' })
  await page.goto(origin)
  const request = {
    scale,
    placement,
    why: placement !== 'tab',
    locale: 'en',
    privacy: 'open',
    wording: { question: 'How did paying feel?' },
    ...(theme && { theme }),
  }
  await page.evaluate(`import('/widget.js').then(({ show }) => show({
    ...${JSON.stringify(request)}, onDraft() {}, onClose() {},
    ...(${placement === 'inline'} && { into: document.querySelector('#place') })
  }))`)
  if (placement === 'tab') await page.locator('attune-prompt button').first().click()
  const { min, max } = SCALES[scale]
  await page
    .getByRole('radio')
    .nth(Math.round((max - min) * 0.75))
    .check({ force: true })
  await page.mouse.move(0, 0)
  await page.waitForTimeout(100)
  const picture = await page.screenshot({ caret: 'hide' })
  await page.close()
  return picture.toString('base64')
}

function pageOf(): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,"><style>:root { color-scheme: light dark }
  body { margin: 24px; font: 16px/1.5 sans-serif; background: light-dark(#fff, #131313) }</style><h1>Checkout</h1><div id="place"></div><p>Two things in your basket.</p></html>`
}
