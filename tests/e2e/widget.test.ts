import { describe, expect, test } from 'vitest'

import { calls, closes, focused, open, useWidgetPage } from './widget-page.ts'

useWidgetPage()

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

const ARABIC = { question: 'كيف كان شعورك أثناء الدفع؟', low: 'سيئ جدا', high: 'جيد جدا' }
