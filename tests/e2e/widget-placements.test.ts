import { describe, expect, test } from 'vitest'

import { findingsOf } from '../accessibility/axe.ts'
import { calls, closes, focused, open, openNote, useWidgetPage, visit } from './widget-page.ts'

useWidgetPage()

test('inline it stands in the page, as wide as its place, and moves nowhere', async () => {
  const page = await open({ placement: 'inline', into: '#place' })
  const card = page.locator('#place attune-prompt section')
  const [width, place] = await card.evaluate((one) => [
    one.getBoundingClientRect().width,
    document.querySelector('#place')!.getBoundingClientRect().width,
  ])
  expect(width).toBe(place)
  expect(await card.evaluate((one) => [getComputedStyle(one).position, getComputedStyle(one).boxShadow])).toEqual([
    'relative',
    'none',
  ])
  expect(await findingsOf(page)).toEqual([])
})

describe('a tab', () => {
  test('is a button named by the question; it opens a card that takes the focus, and gets it back', async () => {
    const page = await open({ placement: 'tab' })
    const tab = page.getByRole('button', { name: 'How did paying feel?' })
    expect(await tab.getAttribute('aria-expanded')).toBe('false')
    expect(await findingsOf(page)).toEqual([])
    await tab.focus()
    await page.keyboard.press('Escape')
    expect(await calls(page)).toEqual([])

    await page.keyboard.press('Enter')
    expect(await focused(page)).toBe('Very bad')
    expect(await tab.getAttribute('aria-expanded')).toBe('true')
    await expect.poll(() => calls(page)).toEqual([['open'], ['shown']])
    expect(await page.getByRole('button', { name: 'Never ask me again' }).count()).toBe(0)
    expect(await findingsOf(page)).toEqual([])

    await page.keyboard.press('Escape')
    expect(await closes(page)).toEqual([['close', 'closed', { feel: null, comment: '' }]])
    expect(await page.locator('attune-prompt section').count()).toBe(0)
    expect(await focused(page)).toBe('How did paying feel?')
  })

  test('asks anew each time, and its thanks go back into it', async () => {
    const page = await open({ placement: 'tab', why: false })
    const tab = page.getByRole('button', { name: 'How did paying feel?' })
    for (const name of ['Good', 'Bad']) {
      await tab.press('Enter')
      expect(await page.locator('attune-prompt input:checked').count()).toBe(0)
      await page.getByRole('radio', { name, exact: true }).press('Space')
      await page.getByRole('button', { name: 'Done' }).press('Enter')
      expect(await focused(page)).toBe('Thank you for your answer.')
      await page.keyboard.press('Escape')
      expect(await focused(page)).toBe('How did paying feel?')
    }
    expect(await closes(page)).toEqual([
      ['close', 'done', { feel: 4, comment: '' }],
      ['close', 'done', { feel: 2, comment: '' }],
    ])
    await page.evaluate('handle.remove()')
    expect(await page.locator('attune-prompt').count()).toBe(0)
    expect((await closes(page)).length).toBe(2)
  })

  test('closing with something chosen is an answer, by its own button too', async () => {
    const page = await open({ placement: 'tab' })
    const tab = page.getByRole('button', { name: 'How did paying feel?' })
    await tab.click()
    await page.getByRole('radio', { name: 'Okay', exact: true }).check()
    await tab.click()
    expect(await closes(page)).toEqual([['close', 'done', { feel: 3, comment: '' }]])
    await expect.poll(() => tab.getAttribute('aria-expanded')).toBe('false')
  })
})

describe('a note', () => {
  test('is seen and announced, takes no focus, and closes', async () => {
    const page = await openNote({})
    await page.getByText('Paying takes one step less now.', { exact: true }).waitFor()
    await page
      .locator('attune-prompt [role=status]')
      .filter({ hasText: 'You said: slow Paying takes one step less now.' })
      .waitFor({ state: 'attached' })
    await expect.poll(() => calls(page)).toEqual([['shown']])
    expect(await page.evaluate('document.activeElement === document.body')).toBe(true)
    expect(await findingsOf(page)).toEqual([])
    await page.getByRole('button', { name: 'Close' }).click()
    expect(await closes(page)).toEqual([['close']])
    expect(await page.locator('attune-prompt').count()).toBe(0)
  })

  test('Escape closes it from inside only', async () => {
    const page = await openNote({}, { colorScheme: 'dark' })
    await page.locator('#name').press('Escape')
    expect(await closes(page)).toEqual([])
    await page.getByRole('button', { name: 'Close' }).press('Escape')
    expect(await closes(page)).toEqual([['close']])
  })
})

describe('the widget’s own words', () => {
  test('come in the language of the prompt, and only they are fetched', async () => {
    const page = await visit()
    const fetched: string[] = []
    page.on('request', (request) => fetched.push(request.url().replace(/.*\/(words-[a-z]+).*/, '$1')))
    await page.evaluate(`go({ locale: 'fr-CA', scale: 'ease', wording: { question: 'Comment était-ce ?' } })`)
    await page.getByRole('radio', { name: '7 sur 7 Très facile', exact: true }).press('Space')
    await page.getByRole('button', { name: 'Terminé' }).waitFor()
    expect(fetched).toEqual(['words-fr'])
    expect(await page.locator('attune-prompt section').getAttribute('lang')).toBe('fr-CA')
    expect(await page.locator('attune-prompt section [lang]').count()).toBe(0)
  })

  test.each(['ar', 'de', 'en', 'es', 'fr', 'it', 'ja', 'nl', 'pl', 'pt', 'sv', 'zh'])('%s is clean', async (locale) => {
    const page = await open({ locale, scale: 'csat' }, { viewport: { width: 320, height: 568 } })
    await page.getByRole('radio').first().press('Space')
    expect(await findingsOf(page)).toEqual([])
    expect(await page.locator('attune-prompt section').getAttribute('dir')).toBe(locale === 'ar' ? 'rtl' : 'ltr')
    expect(await page.locator('attune-prompt section').evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0)
  })

  test('are English, and say so, where their file cannot be had or takes too long', async () => {
    for (const fail of [true, false]) {
      const page = await visit()
      await page.route('**/words-*.js', (route) => (fail ? route.abort() : undefined))
      await page.evaluate(`go({ locale: 'pl', wording: { question: 'Jak było?' } })`)
      const never = page.getByRole('button', { name: 'Never ask me again' })
      await never.waitFor()
      expect(await never.getAttribute('lang')).toBe('en')
    }
  })

  test('a prompt that is removed before they have come is never seen', async () => {
    const page = await visit()
    const words = page.waitForResponse(/words-sv/)
    await page.evaluate(`go({ locale: 'sv' }); handle.remove()`)
    await words
    await page.waitForTimeout(1_700)
    expect(await page.locator('attune-prompt').count()).toBe(0)
    expect(await calls(page)).toEqual([])
  })
})

describe('a theme', () => {
  const theme = {
    scheme: 'light',
    light: { background: '#102a43', text: '#f0f4f8', accent: '#ffb703', onAccent: '#102a43' },
    radius: 3,
  } as const

  test('gives the colours and the corners of its scheme, whatever the person’s own', async () => {
    const page = await open({ theme }, { colorScheme: 'dark' })
    const card = page.locator('attune-prompt section')
    const looks = await card.evaluate((one) => {
      const { backgroundColor, color, borderRadius } = getComputedStyle(one)
      return [backgroundColor, color, borderRadius]
    })
    expect(looks).toEqual(['rgb(16, 42, 67)', 'rgb(240, 244, 248)', '3px'])
    await page.getByRole('radio').first().press('Space')
    const done = page.getByRole('button', { name: 'Done' })
    expect(await done.evaluate((one) => getComputedStyle(one).backgroundColor)).toBe('rgb(255, 183, 3)')
  })

  test('gives way to what the page itself says', async () => {
    const page = await open({ theme })
    await page.evaluate(`document.body.style.setProperty('--attune-background', 'rgb(1, 2, 3)')`)
    const card = page.locator('attune-prompt section')
    expect(await card.evaluate((one) => getComputedStyle(one).backgroundColor)).toBe('rgb(1, 2, 3)')
  })
})
