import { SCALES, type FollowUp, type Scale } from '@attune/protocol'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'

import { findingsOf } from '../accessibility/axe.ts'
import { calls, closes, open, type Request, useWidgetPage } from './widget-page.ts'

useWidgetPage()

describe('every scale is one group of radios, and each point has a name that says what it means', () => {
  const names: Record<Scale, string[]> = {
    faces: ['Very bad', 'Bad', 'Okay', 'Good', 'Very good'],
    stars: ['1 of 5 Very bad', '2 of 5', '3 of 5', '4 of 5', '5 of 5 Very good'],
    thumbs: ['Bad', 'Good'],
    ease: ['1 of 7 Very difficult', '2 of 7', '3 of 7', '4 of 7', '5 of 7', '6 of 7', '7 of 7 Very easy'],
    csat: ['Very dissatisfied', 'Dissatisfied', 'Neither', 'Satisfied', 'Very satisfied'],
    nps: [
      '0 of 10 Not at all likely',
      ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((feel) => `${feel} of 10`),
      '10 of 10 Extremely likely',
    ],
  }
  test.each(Object.keys(SCALES) as Scale[])('%s', async (scale) => {
    const page = await open({ scale, why: false }, { viewport: { width: 320, height: 568 } })
    const group = page.getByRole('group', { name: 'How did paying feel?' })
    for (const name of names[scale]) await group.getByRole('radio', { name, exact: true }).waitFor()
    const radios = group.getByRole('radio')
    expect(await radios.count()).toBe(names[scale].length)
    const sizes = await group
      .locator('label')
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect()).map(({ width, height }) => [width, height]))
    for (const [width, height] of sizes) {
      expect(width).toBeGreaterThanOrEqual(24)
      expect(height).toBeGreaterThanOrEqual(36)
    }
    await radios.last().press('Space')
    expect(await findingsOf(page)).toEqual([])
    await page.getByRole('button', { name: 'Done' }).click()
    expect(await closes(page)).toEqual([['close', 'done', { feel: SCALES[scale].max, comment: '' }]])
  })
})

test('a prompt’s own words for the ends go before ours, and are seen beside the numbers', async () => {
  const page = await open({ scale: 'ease', wording: { question: 'How was it?', low: 'A fight', high: 'A breeze' } })
  await page.getByRole('radio', { name: '7 of 7 A breeze', exact: true }).waitFor()
  expect(await page.locator('attune-prompt .ends').innerText()).toBe('A fight\nA breeze')
})

test('stars are filled up to the chosen one', async () => {
  const page = await open({ scale: 'stars' })
  await page.getByRole('radio').nth(2).press('Space')
  const fills = await page
    .locator('attune-prompt svg.stars')
    .evaluateAll((all) => all.map((one) => getComputedStyle(one).fill !== 'none'))
  expect(fills).toEqual([true, true, true, false, false])
})

describe('a chosen point stands out from its paper by 3 to 1 and its drawing from it', () => {
  const papers: Request['theme'][] = [
    { scheme: 'light' },
    { scheme: 'dark' },
    { scheme: 'light', light: { background: '#0b2545', text: '#ffffff', muted: '#c9d6df' } },
    { scheme: 'dark', dark: { background: '#fff3b0', text: '#1b1b1b', muted: '#4a4a4a' } },
    { scheme: 'light', light: { background: '#7b2cbf', text: '#ffffff', muted: '#f0e6ff' } },
  ]
  test.each(papers)('%o', async (theme) => {
    const page = await open({ ...(theme && { theme }), why: false })
    for (let index = 0; index < 5; index++) {
      await page.getByRole('radio').nth(index).press('Space')
      expect(await contrastOfChosen(page)).toBeGreaterThanOrEqual(3)
    }
    expect(await findingsOf(page)).toEqual([])
  })
})

describe('follow-ups', () => {
  test('are asked in place once a score is chosen, and only what is answered is told', async () => {
    const page = await open(withFollowUps([MEANS, TROUBLE], false))
    expect(await page.getByRole('group').count()).toBe(1)
    await page.getByRole('radio', { name: 'Okay', exact: true }).check()
    await page.getByRole('group', { name: 'How did you pay?' }).getByRole('radio', { name: 'By bank' }).check()
    const trouble = page.getByRole('group', { name: 'What was in your way? (choose any)' })
    for (const name of ['It was unclear', 'It took long', 'It was unclear']) await trouble.getByLabel(name).click()
    expect(await findingsOf(page)).toEqual([])
    await page.getByRole('button', { name: 'Done' }).click()
    const answers = { means: ['bank'], trouble: ['slow'] }
    expect(await closes(page)).toEqual([['close', 'done', { feel: 3, comment: '', answers }]])
  })

  test('follow the score: what is not asked any more is not told, and comes back with it', async () => {
    const missing: FollowUp = { id: 'missing', kind: 'text', to: 2 }
    const page = await open(withFollowUps([missing, { ...MEANS, from: 4 }], true))
    await page.getByRole('radio', { name: 'Bad', exact: true }).check()
    await page.getByRole('textbox', { name: 'What did you miss? (optional)' }).fill('A receipt')
    await page.getByRole('radio', { name: 'Okay', exact: true }).check()
    expect(await page.locator('attune-prompt textarea').count()).toBe(1)
    await page.getByRole('radio', { name: 'Good', exact: true }).check()
    await page.getByRole('radio', { name: 'By card' }).check()
    await page.getByRole('radio', { name: 'Very bad', exact: true }).check()
    const drafts = (await calls(page)).map(([, draft]) => draft as { feel: number; answers?: unknown })
    expect(drafts.filter((draft) => draft?.feel).map(({ feel, answers }) => [feel, answers ?? null])).toEqual([
      [2, null],
      [2, { missing: ['A receipt'] }],
      [3, null],
      [4, null],
      [4, { means: ['card'] }],
      [1, { missing: ['A receipt'] }],
    ])
  })

  test('are three questions at most, with the score and the comment', async () => {
    const page = await open(withFollowUps([MEANS, TROUBLE], true))
    await page.getByRole('radio', { name: 'Good', exact: true }).check()
    expect(await page.getByRole('group').count()).toBe(2)
    expect(await page.locator('attune-prompt textarea').count()).toBe(1)
  })

  test.each([
    { width: 320, height: 568 },
    { width: 320, height: 256 },
    { width: 1280, height: 400 },
  ])('stay on a screen of $width × $height, where the card scrolls in itself', async (viewport) => {
    const page = await open({ ...withFollowUps([MEANS, TROUBLE], false), scale: 'csat' }, { viewport })
    await page.getByRole('radio', { name: 'Neither' }).check()
    const card = page.locator('attune-prompt section')
    const { top, bottom, left, right } = await card.evaluate((one) => one.getBoundingClientRect().toJSON() as DOMRect)
    expect([top >= 0, bottom <= viewport.height, left >= 0, right <= viewport.width]).toEqual([true, true, true, true])
    expect(await card.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0)
    const done = page.getByRole('button', { name: 'Done' })
    await done.focus()
    const button = (await done.boundingBox())!
    expect(button.y + button.height).toBeLessThanOrEqual(viewport.height)
  })
})

const MEANS: FollowUp = { id: 'means', kind: 'one', options: ['card', 'bank'] }
const TROUBLE: FollowUp = { id: 'trouble', kind: 'many', options: ['slow', 'unclear'] }

function withFollowUps(followUps: FollowUp[], why: boolean): Request {
  return {
    followUps,
    why,
    wording: {
      question: 'How did paying feel?',
      followUps: {
        means: { question: 'How did you pay?', options: { card: 'By card', bank: 'By bank' } },
        trouble: { question: 'What was in your way?', options: { slow: 'It took long', unclear: 'It was unclear' } },
        missing: { question: 'What did you miss?' },
      },
    },
  }
}

/** The contrast of the chosen face's disc with the paper, which draws its eyes and mouth, too. */
function contrastOfChosen(page: Page): Promise<number> {
  return page.locator('attune-prompt input:checked + svg').evaluate((face) => {
    const canvas = document.createElement('canvas').getContext('2d')!
    const luminanceOf = (color: string) => {
      canvas.fillStyle = color
      canvas.fillRect(0, 0, 1, 1)
      const [red = 0, green = 0, blue = 0] = [...canvas.getImageData(0, 0, 1, 1).data].map((value) => {
        const share = value / 255
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
      })
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
    const colors = [face, face.closest('section')!].map((one) => luminanceOf(getComputedStyle(one).backgroundColor))
    return (Math.max(...colors) + 0.05) / (Math.min(...colors) + 0.05)
  })
}
