import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'

import { answersAt, linkTo, untilAnswersAt } from './console-steps.ts'
import { tabTo } from './keyboard.ts'
import { byKeyboard, byPointer, walkToPaid } from './shop-steps.ts'
import { useStage } from './stage.ts'

const stage = useStage('--demo')

const WORDS = 'I had to look for my card twice, but it was quick after that.'

// Two seconds of a machine that does nothing else: where another test's browser starts in these very seconds, they are tried again.
test(
  'an answer in the shop is on the journey map within two seconds, and the number opens into its words',
  { retry: 2 },
  async () => {
    const map = await stage.team.newPage()
    await map.goto(`${stage.service.origin}/console/p/demo/checkout`)
    const before = await answersAt(map, 'Payment')

    const shop = await visitor()
    await walkToPaid(shop, byPointer(shop))
    await shop.getByRole('group', { name: /paying/i }).waitFor({ timeout: 20_000 })
    await shop.getByRole('radio', { name: 'Bad', exact: true }).check()
    await shop.getByRole('textbox').fill(WORDS)
    const sentAt = Date.now()
    await shop.getByRole('button', { name: 'Done' }).click()

    await untilAnswersAt(map, 'Payment', before + 1, 2_000)
    expect(Date.now() - sentAt).toBeLessThan(2_000)

    await linkTo(map, 'Payment').click()
    const voice = map.getByRole('listitem').filter({ hasText: WORDS }).first()
    await voice.waitFor()
    const context = await voice.innerText()
    expect(context).toContain('/demo/payment')
    expect(context).toContain('desktop')
    const at = await voice.locator('time').getAttribute('datetime')
    expect(Math.abs(Date.now() - Date.parse(at ?? ''))).toBeLessThan(60_000)
  },
)

test('the whole loop works with the keyboard alone', async () => {
  const map = await stage.team.newPage()
  await map.goto(`${stage.service.origin}/console/p/demo/checkout`)
  const before = await answersAt(map, 'Payment')

  const shop = await visitor()
  await walkToPaid(shop, byKeyboard(shop))
  await shop.getByRole('group', { name: /paying/i }).waitFor({ timeout: 20_000 })
  await tabTo(shop, 'input[name=feel]')
  await shop.keyboard.press('ArrowRight')
  await shop.keyboard.press('ArrowRight')
  await tabTo(shop, 'textarea')
  await shop.keyboard.type('All by keyboard.')
  await tabTo(shop, '.done')
  await shop.keyboard.press('Enter')
  await untilAnswersAt(map, 'Payment', before + 1, 2_000)

  await tabTo(map, '[aria-label$="answers at Payment"]')
  await map.keyboard.press('Enter')
  await map.getByText('All by keyboard.').waitFor()
})

/** Somebody new, at the shop's first page. */
async function visitor(): Promise<Page> {
  const page = await (await stage.browser.newContext()).newPage()
  await page.goto(`${stage.service.origin}/demo/`)
  return page
}
