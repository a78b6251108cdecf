import type { BrowserContextOptions } from 'playwright-core'
import { describe, expect, test } from 'vitest'

import { type Look, type Request, useHost } from './host.ts'
import { lossesOf, smallTargetsOf } from './losses.ts'
import { contrastingPixels, pictureAround } from './pixels.ts'
import { EVERY_SCALE, fullRequest, LOOKS } from './requests.ts'
import { walkPrompt } from './walk.ts'

/** Points 6 and 8 to 13 of the acceptance list: what can be seen and hit. Text’s contrast is axe’s; see `axe.test.ts`. */
const host = useHost()
const COLOURS: { name: string; context: BrowserContextOptions }[] = [
  { name: 'light', context: { colorScheme: 'light' } },
  { name: 'dark', context: { colorScheme: 'dark' } },
  { name: 'forced colours on light', context: { forcedColors: 'active', colorScheme: 'light' } },
  { name: 'forced colours on dark', context: { forcedColors: 'active', colorScheme: 'dark' } },
]

describe.concurrent.each(COLOURS)('6. the focus is seen, at 3:1 and whole: $name', ({ context }) => {
  test.each(EVERY_SCALE)('%s', async (scale) => {
    const page = await host.open(fullRequest(scale), { context })
    await page.getByRole('radio').nth(1).press('Space')
    const pale: string[] = []
    // What is below the scale is the same for all of them.
    const others = scale === 'faces' ? ', button, textarea, input[type=checkbox]' : ''
    const controls = page.locator('attune-prompt').locator(`input:checked${others}`)
    const count = await controls.count()
    for (let index = 0; index < count; index++) {
      const control = controls.nth(index)
      // Once by key, so that it scrolls into view as it will for the person.
      await control.focus()
      await page.locator('#after').focus()
      const without = await pictureAround(page, control)
      await control.focus()
      const seen = await contrastingPixels(host.browser, without, await pictureAround(page, control))
      // Two pixels wide, round the smallest thing that may have the focus (24 px).
      if (seen < 2 * 24 * 2) pale.push(`${await control.evaluate((one) => one.outerHTML.slice(0, 80))}: ${seen} pixels`)
    }
    expect(pale).toEqual([])
    expect(count).toBeGreaterThanOrEqual(others ? 8 : 1)
    await page.context().close()
  })
})

describe.concurrent.each(COLOURS)('8., 9. and 10. what is chosen is seen without colours: $name', ({ context }) => {
  test.each(EVERY_SCALE)('%s', async (scale) => {
    const page = await host.open({ scale, why: false }, { context })
    const session = await page.context().newCDPSession(page)
    await session.send('Emulation.setEmulatedVisionDeficiency', { type: 'achromatopsia' })
    const radios = page.getByRole('radio')
    await radios.first().press('Space')
    const last = (await radios.count()) - 1
    for (const index of new Set([1, Math.ceil(last / 2), last])) {
      const cell = radios.nth(index)
      const take = async () => {
        await page.locator('#after').focus()
        return pictureAround(page, cell)
      }
      const without = await take()
      await cell.check()
      const seen = await contrastingPixels(host.browser, without, await take())
      expect(seen, `point ${index + 1}`).toBeGreaterThanOrEqual(24)
    }
    await page.context().close()
  })
})

describe('11. motion', () => {
  test('where less of it is wanted, nothing moves; else nothing moves for longer than 200 ms', async () => {
    for (const reducedMotion of ['reduce', 'no-preference'] as const) {
      const request = fullRequest('faces')
      const page = await host.open(request, { context: { reducedMotion } })
      const longest = await page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            const { shadowRoot } = document.querySelector('attune-prompt')!
            let most = 0
            const look = () => {
              for (const { effect } of shadowRoot!.getAnimations()) {
                const { endTime, iterations } = effect!.getComputedTiming()
                most = Math.max(most, iterations === Infinity ? Infinity : Number(endTime))
              }
            }
            const radios = [...shadowRoot!.querySelectorAll('input')].slice(0, 5)
            const choose = () => {
              radios.pop()?.click()
              requestAnimationFrame(() => {
                look()
                if (radios.length > 0) return choose()
                shadowRoot!.querySelector<HTMLElement>('button.done')?.click()
                requestAnimationFrame(() => {
                  look()
                  resolve(most)
                })
              })
            }
            choose()
          }),
      )
      expect(longest).toBeLessThanOrEqual(reducedMotion === 'reduce' ? 0 : 200)
      await page.context().close()
    }
  })

  test('nothing goes by itself, and there is no time limit: a day later it is as it was', async () => {
    const page = await host.open({}, {})
    await page.clock.install()
    await page.evaluate('go({ why: true, wording: { question: "And the delivery?" } })')
    const radio = page.getByRole('group', { name: 'And the delivery?' }).getByRole('radio').nth(3)
    await page.clock.fastForward('24:00:00')
    await radio.press('Space')
    await page.clock.fastForward('24:00:00')
    expect(await radio.isChecked()).toBe(true)
    const prompt = page.locator('attune-prompt').last()
    await prompt.getByRole('button', { name: 'Done' }).press('Enter')
    await page.clock.fastForward('24:00:00')
    expect(await prompt.getByText('Thank you for your answer.').isVisible()).toBe(true)
    await page.context().close()
  })
})

describe.concurrent('12. nothing is lost', () => {
  const sizes: {
    name: string
    look: Look
    widen?: (page: Awaited<ReturnType<typeof host.open>>) => Promise<unknown>
  }[] = [
    { name: 'at 320 px', look: at(320, 568) },
    { name: 'at 400 % zoom', look: at(320, 256) },
    { name: 'in landscape', look: at(568, 320) },
    {
      name: 'with text twice as large',
      look: at(1280, 800),
      widen: async (page) => {
        const session = await page.context().newCDPSession(page)
        await session.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } })
      },
    },
    {
      name: 'where the page’s root is 24 px',
      look: at(360, 740),
      widen: (page) => page.evaluate("document.documentElement.style.fontSize = '24px'"),
    },
    {
      name: 'with text set wide apart',
      look: at(360, 740),
      // Source: WCAG 2.2, 1.4.12.
      widen: (page) =>
        page.locator('attune-prompt').evaluate(({ shadowRoot }) => {
          const sheet = new CSSStyleSheet()
          sheet.replaceSync(
            '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }',
          )
          shadowRoot!.adoptedStyleSheets.push(sheet)
        }),
    },
    { name: 'in a hostile style', look: { path: '/hostile' } },
  ]
  const long = LOOKS.find(({ name }) => name === 'the longest words')!.request!

  describe.each(sizes)('$name', ({ look, widen }) => {
    const requests: { name: string; request: Request }[] = [
      ...EVERY_SCALE.map((scale) => ({ name: scale, request: fullRequest(scale) })),
      ...(['inline', 'tab'] as const).map((placement) => ({
        name: placement,
        request: fullRequest('faces', placement),
      })),
      { name: 'the longest words', request: { scale: 'faces', ...long } },
    ]
    test.each(requests)('$name', async ({ request }) => {
      const page = await host.open(request, look)
      await widen?.(page)
      if (request.placement === 'tab') await page.locator('attune-prompt button').first().press('Enter')
      await page.getByRole('radio').first().waitFor()
      expect(await lossesOf(page)).toEqual([])
      await page.getByRole('radio').first().press('Space')
      expect(await lossesOf(page)).toEqual([])
      // Done is still to be reached and pressed where the card is higher than the page.
      const done = page.locator('attune-prompt button.done')
      await done.focus()
      expect(
        await done.evaluate((button) => {
          const { left, top, width, height } = button.getBoundingClientRect()
          return (button.getRootNode() as ShadowRoot).elementFromPoint(left + width / 2, top + height / 2) === button
        }),
      ).toBe(true)
      await page.context().close()
    })
  })
})

describe.concurrent('13. what is to be hit is large enough', () => {
  test.each([1280, 320].flatMap((width) => EVERY_SCALE.map((scale) => ({ width, scale }))))(
    '$scale at $width px',
    async ({ width, scale }) => {
      const request = fullRequest(scale)
      const page = await host.open(request, at(width, 700))
      const least = scale === 'faces' || scale === 'stars' || scale === 'thumbs' ? 44 : 24
      const walked = await walkPrompt(page, request, async () => {
        expect(await smallTargetsOf(page, 24, least)).toEqual([])
      })
      expect(walked).toContain('thanks')
      await page.context().close()
    },
  )
})

function at(width: number, height: number): Look {
  return { context: { viewport: { width, height } } }
}
