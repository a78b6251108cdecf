import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'

import { findingsOf } from '../accessibility/axe.ts'
import {
  answer,
  answersIn,
  asked,
  expectStored,
  open,
  pageWithout,
  PROMPT,
  useShop,
  voicesWith,
} from './host-pages/shop-stage.ts'
import { tabTo } from './keyboard.ts'

/** What users of others have complained of, each as a rule that holds here: how a prompt stands in a page, and who can use it. */
useShop({ asking: {}, inline: { prompts: [{ ...PROMPT, placement: 'inline', into: '#here' }] } })

describe.concurrent('style', () => {
  test('5. formbricks/formbricks#6796: under the strictest policy the card looks as it does without one, and breaks no rule', async () => {
    const [plain, strict] = await Promise.all([open('asking'), open('asking', 'strict')])
    expect(await lookOf(strict.page)).toEqual(await lookOf(plain.page))
    await answer(strict.page, 'under a strict policy')
    await expectStored('asking', 'under a strict policy')
    expect(strict.said).toEqual([])
  })

  test('6. formbricks/formbricks#6957: a page made with Tailwind is to the pixel what it was before', async () => {
    const before = await everythingOf(await pageWithout())
    expect(Object.keys(before).length).toBeGreaterThan(5_000)
    const { page } = await open('asking', 'tailwind')
    await asked(page)
    expect(changesOf(before, await everythingOf(page))).toEqual([])
    await page.getByRole('radio', { name: 'Good', exact: true }).check()
    expect(changesOf(before, await everythingOf(page))).toEqual([])
  })

  test('7. formbricks/formbricks#7462: put in by a tag manager, into a page of hostile style, the card looks the same', async () => {
    const [plain, managed] = await Promise.all([open('asking'), open('asking', 'managed')])
    expect(await lookOf(managed.page)).toEqual(await lookOf(plain.page))
    await answer(managed.page, 'by a tag manager')
    await expectStored('asking', 'by a tag manager')
  })

  test('8. PostHog/posthog#30097: a prompt can stand in the page, where it covers nothing', async () => {
    const { page } = await open('inline')
    await asked(page)
    const card = (await page.locator('#here attune-prompt section').boundingBox())!
    const [above, below] = [(await page.locator('#dead').boundingBox())!, (await page.locator('#next').boundingBox())!]
    expect(card.y).toBeGreaterThanOrEqual(above.y + above.height)
    expect(card.y + card.height).toBeLessThanOrEqual(below.y)
    await answer(page, 'in its place')
    await expectStored('inline', 'in its place')
  })
})

describe.concurrent('people', () => {
  test.each(['light', 'dark'] as const)(
    '17. getsentry/sentry-javascript#9291, #3160: contrast, labels and focus are right from the question to the thanks, %s',
    async (colorScheme) => {
      const { page } = await open('asking', '', { colorScheme, reducedMotion: 'reduce' })
      await page.locator('#next').focus()
      await asked(page)
      expect(await findingsOf(page)).toEqual([])
      // It takes no focus by coming; it is reached by Tab, shows where the focus is, and gives it back.
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('next')
      await tabTo(page, 'input')
      expect(await ringOf(page)).toMatch(/solid [2-9](\.\d+)?px$/)
      await page.keyboard.press('Space')
      expect(await findingsOf(page)).toEqual([])
      // A label that belongs to its field takes a click for it.
      await page.getByText('What made it feel that way?').click()
      await page.keyboard.type(`labelled, ${colorScheme}`)
      await page.getByRole('button', { name: 'Done' }).press('Enter')
      await page.getByText('Thank you for your answer.', { exact: true }).waitFor()
      expect(await findingsOf(page)).toEqual([])
      await page.keyboard.press('Escape')
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('next')
      await expectStored('asking', `labelled, ${colorScheme}`)
    },
  )

  test('18. formbricks/formbricks#8566, #3828: arrows reach every named face and send nothing; Done sends the last one', async () => {
    const { page, batches } = await open('asking')
    await asked(page)
    await tabTo(page, 'input')
    const faces = page.getByRole('group', { name: 'How did this feel?' }).getByRole('radio')
    expect(await faces.count()).toBe(5)
    for (const name of ['Bad', 'Okay', 'Good', 'Very good']) {
      await page.keyboard.press('ArrowRight')
      expect(await page.getByRole('radio', { name, exact: true }).isChecked(), name).toBe(true)
      // Longer than what happens is gathered for before it is sent.
      await page.waitForTimeout(1_200)
    }
    expect(answersIn(batches)).toEqual([])
    await tabTo(page, 'textarea')
    await page.keyboard.type('by arrows')
    await tabTo(page, '.done')
    await page.keyboard.press('Enter')
    await expectStored('asking', 'by arrows')
    expect(await voicesWith('asking', 'by arrows')).toMatchObject([{ feel: 5 }])
    expect(answersIn(batches)).toMatchObject([{ feel: 5 }])
  })
})

/** The size and the looks of the card and of what is in it. */
async function lookOf(page: Page) {
  await asked(page)
  return page.locator('attune-prompt section').evaluate((card) =>
    [card, ...card.querySelectorAll('input, label, svg, button, legend')].map((one) => {
      const { width, height } = one.getBoundingClientRect()
      const { backgroundColor, color, fontSize, display, position } = getComputedStyle(one)
      // A hundredth of a pixel is what an animation's end leaves behind.
      const [w, h] = [width, height].map((size) => Math.round(size * 100) / 100)
      return [one.localName, w, h, backgroundColor, color, fontSize, display, position]
    }),
  )
}

/** Every property of everything that the page itself has, by name: looks, places, variables, and how many style sheets. */
function everythingOf(page: Page): Promise<Record<string, string>> {
  return page.evaluate((variables) => {
    const own = [...document.querySelectorAll('html, body, body *:not(attune-prompt)')]
    const looks = own.flatMap((one, index) =>
      ['', '::before', '::after'].flatMap((part) => {
        const style = getComputedStyle(one, part || undefined)
        const named = [...style, ...variables].map((name) => [name, style.getPropertyValue(name)])
        return named.map(([name, value]) => [`${index} ${one.localName}${part} ${name}`, value!] as const)
      }),
    )
    const places = own.map((one, index) => [`${index} place`, JSON.stringify(one.getBoundingClientRect())] as const)
    const { styleSheets, adoptedStyleSheets, body } = document
    const counts = [styleSheets.length, adoptedStyleSheets.length, body.scrollHeight, body.scrollWidth]
    return Object.fromEntries([...looks, ...places, ['sheets, scroll', counts.join()] as const])
  }, VARIABLES)
}

/** Those that the page sets, and some that the card does for itself. */
const VARIABLES = ['--color-brand', '--spacing', '--ink', '--paper', '--round', '--tw-space', '--hue', '--act']

const changesOf = (before: Record<string, string>, after: Record<string, string>) =>
  Object.keys({ ...before, ...after })
    .filter((name) => before[name] !== after[name])
    .map((name) => `${name}: ${before[name]} → ${after[name]}`)

/** How what has the focus in the card shows it: of a radio that is drawn by its face, the face does. */
function ringOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const focused = document.querySelector('attune-prompt')!.shadowRoot!.activeElement!
    return [focused, focused.nextElementSibling!]
      .map((one) => getComputedStyle(one))
      .map(({ outlineStyle, outlineWidth }) => `${outlineStyle} ${outlineWidth}`)
      .find((ring) => ring.startsWith('solid'))!
  })
}
