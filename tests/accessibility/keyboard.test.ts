import { describe, expect, test } from 'vitest'

import { focusOf, stopsOf, tabThrough } from './focus.ts'
import { callsOf, useHost } from './host.ts'
import { countOf, EVERY_PLACEMENT, EVERY_SCALE, fullRequest } from './requests.ts'

/** Points 4, 5 and 7 of the acceptance list: everything by keyboard, and nothing in the page's way. */
const host = useHost()
const closesOf = async (...args: Parameters<typeof callsOf>) =>
  (await callsOf(...args)).filter(([name]) => name === 'close')

describe.each(EVERY_SCALE)('4. %s', (scale) => {
  test('the points are one stop, arrows move and check and go round, and nothing is sent', async () => {
    const page = await host.open({ scale })
    await page.locator('#after').focus()
    await page.keyboard.press('Tab')
    expect(await focusOf(page)).toMatchObject({ isInPrompt: true, kind: 'input radio' })
    const chosen: number[] = []
    const radios = page.getByRole('radio')
    for (let press = 0; press <= countOf(scale); press++) {
      await page.keyboard.press('ArrowRight')
      chosen.push(await radios.evaluateAll((all) => all.findIndex((radio) => (radio as HTMLInputElement).checked)))
    }
    // From the first to the second, on to the last, to the first again.
    const expected = chosen.map((_, index) => (index + 1) % countOf(scale))
    expect(chosen).toEqual(expected)
    expect(await focusOf(page)).toMatchObject({ kind: 'input radio' })
    expect(await closesOf(page)).toEqual([])
    await page.keyboard.press('Tab')
    expect(await focusOf(page)).not.toMatchObject({ kind: 'input radio' })
    await page.keyboard.press('Shift+Tab')
    const { isInPrompt, kind } = await focusOf(page)
    expect([isInPrompt, kind]).toEqual([true, 'input radio'])
    expect(
      await page
        .locator('attune-prompt')
        .evaluate((prompt) => (prompt.shadowRoot!.activeElement as HTMLInputElement).checked),
    ).toBe(true)
    await page.context().close()
  })

  test('where text runs to the left, the left arrow goes on, and the points stand mirrored', async () => {
    const page = await host.open({ scale, locale: 'ar', wording: { question: 'كيف كان شعورك؟' } })
    const radios = page.getByRole('radio')
    await radios.first().focus()
    await page.keyboard.press('ArrowLeft')
    expect(await radios.nth(1).isChecked()).toBe(true)
    const places = await radios.evaluateAll((all) =>
      all.map((one) => {
        const { left, top } = one.getBoundingClientRect()
        return { left: Math.round(left), top: Math.round(top) }
      }),
    )
    for (const row of Map.groupBy(places, ({ top }) => top).values())
      expect(row).toEqual(row.toSorted((one, other) => other.left - one.left))
    await page.context().close()
  })
})

describe.each(EVERY_PLACEMENT)('5. %s', (placement) => {
  const request = fullRequest('faces', placement)

  test('appearing takes no focus; Tab passes every control and comes out again, both ways', async () => {
    const page = await host.open(request)
    expect(await page.evaluate('document.activeElement === document.body')).toBe(true)
    await page.locator('#before').focus()
    const passed = placement === 'tab' ? await tabThrough(page, 'after') : []
    expect(passed).toEqual([])
    if (placement === 'tab') {
      await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
    }
    await page.getByRole('radio').first().press('Space')
    const stops = await stopsOf(page)
    // Two groups of one to choose from, three to tick, a comment, done, never, close.
    expect(stops).toBeGreaterThanOrEqual(4)
    await page.locator('#before').focus()
    expect(await tabThrough(page, 'before', 'Tab')).toHaveLength(stops)
    await page.locator('#before').focus()
    expect(await tabThrough(page, 'before', 'Shift+Tab')).toHaveLength(stops)
    await page.context().close()
  })

  test('Escape closes it from inside only, and gives the focus back', async () => {
    const page = await host.open(request)
    await page.locator(placement === 'inline' ? '#before' : '#after').focus()
    await page.keyboard.press('Escape')
    expect(await page.locator('attune-prompt').count()).toBe(1)
    await page.keyboard.press('Tab')
    if (placement === 'tab') await page.keyboard.press('Enter')
    expect(await focusOf(page)).toMatchObject({ isInPrompt: true, kind: 'input radio' })
    await page.keyboard.press('Escape')
    expect(await page.getByRole('radio').count()).toBe(0)
    const opener = { card: { name: 'Card' }, inline: { name: 'Name' }, tab: { isInPrompt: true, kind: 'button' } }
    expect(await focusOf(page)).toMatchObject(opener[placement])
    await page.context().close()
  })

  test('where the one who opened it is gone, the focus is not lost in what is gone', async () => {
    const page = await host.open(request)
    await page.locator('#after').focus()
    await page.evaluate("document.querySelector('#after').remove()")
    if (placement === 'tab') await page.locator('attune-prompt button').first().click()
    await page.getByRole('radio').first().focus()
    await page.keyboard.press('Escape')
    expect(await page.evaluate('document.activeElement.isConnected')).toBe(true)
    // Back, because nothing is left after it.
    await page.keyboard.press('Shift+Tab')
    expect(await page.evaluate('document.activeElement.id')).toBe('before')
    await page.context().close()
  })

  test('after Done the focus is on the thanks', async () => {
    const page = await host.open(request)
    if (placement === 'tab') await page.locator('attune-prompt button').first().click()
    await page.getByRole('radio').first().press('Space')
    await page.getByRole('button', { name: 'Done' }).press('Enter')
    expect(await focusOf(page)).toMatchObject({ isInPrompt: true, name: 'Thank you for your answer.' })
    expect(await closesOf(page)).toHaveLength(1)
    await page.context().close()
  })
})

describe('7. it never hides what has the focus in the page', () => {
  test.each(
    EVERY_PLACEMENT.filter((placement) => placement !== 'inline').flatMap((placement) =>
      [1280, 320].map((width) => ({ placement, width })),
    ),
  )('$placement at $width px', async ({ placement, width }) => {
    const page = await host.open(fullRequest('faces', placement), {
      path: '/form',
      context: { viewport: { width, height: 640 } },
    })
    const hidden: string[] = []
    let reached = 0
    for (let presses = 0; presses < 160; presses++) {
      await page.keyboard.press('Tab')
      // The card moves in the next frame.
      const seen = await page.evaluate(
        () =>
          new Promise<{ isInPrompt: boolean; isHidden: boolean; html: string }>((resolve) =>
            requestAnimationFrame(() =>
              requestAnimationFrame(() => {
                const focused = document.activeElement!
                const { left, top, width: wide, height } = focused.getBoundingClientRect()
                const isCovered = ([x, y]: readonly [number, number]) =>
                  document.elementFromPoint(left + x * wide, top + y * height)?.tagName === 'ATTUNE-PROMPT'
                const corners = [
                  [0.05, 0.1],
                  [0.95, 0.1],
                  [0.5, 0.5],
                  [0.05, 0.9],
                  [0.95, 0.9],
                ] as const
                resolve({
                  isInPrompt: focused.tagName === 'ATTUNE-PROMPT',
                  isHidden: corners.every(isCovered),
                  html: focused.outerHTML.slice(0, 60),
                })
              }),
            ),
          ),
      )
      if (seen.isInPrompt) break
      reached++
      if (seen.isHidden) hidden.push(seen.html)
    }
    expect(hidden).toEqual([])
    // 40 links, 40 fields, 41 buttons.
    expect(reached).toBe(121)
    await page.context().close()
  })
})
