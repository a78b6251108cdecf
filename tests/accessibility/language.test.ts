import { describe, expect, test } from 'vitest'

import { callsOf, useHost } from './host.ts'
import { fullRequest } from './requests.ts'

/** Points 14 to 17 of the acceptance list: languages, and what is announced. */
const host = useHost()

describe('14. language and direction', () => {
  test('the card says both, and a comment finds its own direction', async () => {
    const page = await host.open({ locale: 'ar', wording: { question: 'كيف كان شعورك؟' } })
    const card = page.locator('attune-prompt section')
    expect(await card.getAttribute('lang')).toBe('ar')
    expect(await card.getAttribute('dir')).toBe('rtl')
    await page.getByRole('radio').first().press('Space')
    expect(await page.locator('attune-prompt').getByRole('textbox').getAttribute('dir')).toBe('auto')
    await page.context().close()
  })

  test('words that are not there in the prompt’s language say which they are in', async () => {
    const page = await host.open({ locale: 'fi', wording: { question: 'Miltä maksaminen tuntui?' } })
    await page.getByRole('radio').first().press('Space')
    const spoken = await page.locator('attune-prompt').evaluate(({ shadowRoot }) => {
      const texts: [string, string][] = []
      const walker = document.createTreeWalker(shadowRoot!, NodeFilter.SHOW_TEXT)
      while (walker.nextNode()) {
        const { textContent, parentElement } = walker.currentNode
        if (/\p{L}/u.test(textContent ?? ''))
          texts.push([textContent!, parentElement!.closest('[lang]')?.getAttribute('lang') ?? ''])
      }
      return texts
    })
    expect(spoken).toContainEqual(['Miltä maksaminen tuntui?', 'fi'])
    expect(spoken).toContainEqual(['Never ask me again', 'en'])
    expect(spoken.filter(([text, lang]) => lang !== 'en' && text !== 'Miltä maksaminen tuntui?')).toEqual([])
    await page.context().close()
  })

  test('where the words cannot be fetched, it asks in English and says so', async () => {
    const page = await host.open({})
    await page.route(/words-/, (route) => route.abort())
    await page.evaluate('go({ locale: "pl", wording: { question: "Jak poszło płacenie?" } })')
    const prompt = page.locator('attune-prompt').last()
    const never = prompt.getByRole('button', { name: 'Never ask me again' })
    await never.waitFor()
    expect(await never.evaluate((button) => button.closest('[lang]')!.getAttribute('lang'))).toBe('en')
    await page.context().close()
  })
})

test('15. the room left is text that describes the field, and is not announced at every key; what was typed stays', async () => {
  const page = await host.open({})
  await page.getByRole('radio').first().press('Space')
  const field = page.locator('attune-prompt').getByRole('textbox')
  await field.fill('x'.repeat(1_898))
  await field.press('End')
  const heard = await listen(page)
  for (let keys = 0; keys < 45; keys++) await page.keyboard.press('x')
  expect((await heard()).length).toBeLessThanOrEqual(4)
  expect((await heard()).length).toBeGreaterThanOrEqual(1)
  const described = await field.evaluate((one) => {
    const ids = one.getAttribute('aria-describedby')!.split(' ')
    return ids.map((id) => (one.getRootNode() as ShadowRoot).getElementById(id)?.textContent).join(' ')
  })
  expect(described).toContain('1943 / 2000')
  await page.getByRole('radio').nth(2).press('Space')
  expect((await field.inputValue()).length).toBe(1_943)
  await page.context().close()
})

test('16. the question is announced once, after a region that was empty before; the thanks are heard once, by the focus', async () => {
  const page = await host.open({})
  await page.evaluate(() => {
    // From the first moment of the next prompt on.
    const said: string[] = []
    Object.assign(window, { said })
    new MutationObserver(() => {
      const root = document.querySelectorAll('attune-prompt')[1]?.shadowRoot
      if (!root || Reflect.get(root, 'isHeard')) return
      Reflect.set(root, 'isHeard', true)
      const region = () => root.querySelector('[role=status]')?.textContent ?? ''
      said.push(region())
      new MutationObserver(() => said.push(region())).observe(root, {
        subtree: true,
        childList: true,
        characterData: true,
      })
    }).observe(document.body, { childList: true })
  })
  await page.evaluate('go({ wording: { question: "And the delivery?" } })')
  const prompt = page.locator('attune-prompt').last()
  await page.waitForTimeout(600)
  await prompt.getByRole('radio').first().press('Space')
  await prompt.getByRole('button', { name: 'Done' }).press('Enter')
  await page.waitForTimeout(300)
  const said = await page.evaluate<string[]>('said')
  const spoken = said.filter((text, index) => text !== said[index - 1])
  expect(spoken[0]).toBe('')
  expect(spoken.filter(Boolean)).toEqual(['And the delivery? (optional)'])
  expect(await prompt.evaluate(({ shadowRoot }) => shadowRoot!.activeElement?.textContent)).toBe(
    'Thank you for your answer.',
  )
  await page.context().close()
})

test('17. nobody has to prove or remember anything: a score alone is an answer', async () => {
  const page = await host.open(fullRequest('faces'))
  await page.getByRole('radio').nth(3).press('Space')
  expect(
    await page
      .locator('attune-prompt')
      .evaluate(({ shadowRoot }) => shadowRoot!.querySelectorAll(':required, :invalid').length),
  ).toBe(0)
  await page.getByRole('button', { name: 'Done' }).press('Enter')
  expect((await callsOf(page)).find(([name]) => name === 'close')).toMatchObject(['close', 'done', { feel: 4 }])
  await page.context().close()
})

/** Gathers what the live region says from now on. */
async function listen(page: Awaited<ReturnType<typeof host.open>>): Promise<() => Promise<string[]>> {
  const region = page.locator('attune-prompt [role=status]')
  await region.evaluate((status) => {
    const said: string[] = []
    Object.assign(window, { said })
    new MutationObserver(() => said.push(status.textContent)).observe(status, {
      subtree: true,
      childList: true,
      characterData: true,
    })
  })
  return () => page.evaluate('said')
}
