import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'

import { untilAnswersAt } from './console-steps.ts'
import { keyOf, noteLoads, openShop, sendAndLeave } from './newcomer-steps.ts'
import { byPointer, walkToPaid } from './shop-steps.ts'
import { useStage } from './stage.ts'

const stage = useStage()

/** What an owner may have to do at most until the first own answer is on the map. */
const MOST_CLICKS = 25

test('from an empty console to the first own answer: few clicks, no reload', async () => {
  const page = await stage.team.newPage()
  let clicks = 0
  const click = async (what: Locator) => {
    clicks++
    await what.click()
  }
  const loads = noteLoads(page)
  await page.goto(`${stage.service.origin}/console/`)

  await click(page.getByRole('link', { name: 'New project' }))
  await page.getByLabel('Name', { exact: true }).fill('Corner shop')
  await click(page.getByRole('button', { name: 'Make the project' }))
  await click(
    page
      .getByRole('link', { name: 'New journey' })
      .or(page.getByRole('link', { name: /first journey/ }))
      .first(),
  )
  await page.getByLabel('What do people come for?').fill('Checkout')
  for (const [i, name] of ['Cart', 'Delivery', 'Payment'].entries()) {
    if ((await page.getByLabel(`Name of step ${i + 1}`).count()) === 0)
      await click(page.getByRole('button', { name: 'Add a step' }))
    await page.getByLabel(`Name of step ${i + 1}`).fill(name)
  }
  await click(page.getByRole('button', { name: 'Create the journey' }))
  await click(page.getByRole('link', { name: 'Ask about Payment' }))
  await click(page.getByRole('button', { name: /^After paying/ }))
  await page.getByLabel('Question', { exact: true }).first().fill('How did paying feel today?')
  await page.getByText('Saved as a draft').waitFor()
  await click(page.getByRole('button', { name: 'Publish …' }))
  await click(page.getByRole('button', { name: 'Publish', exact: true }))
  await page.getByText(/Version 1 is published/).waitFor()

  // Nobody is asked on their very first visit; whoever tries it out wants to be.
  await click(page.getByRole('link', { name: 'Project', exact: true }))
  await click(page.getByLabel('Ask people on their very first visit, too'))
  await click(page.getByRole('button', { name: 'Save', exact: true }))
  await page.getByText(/^Saved\. Pages follow/).waitFor()

  await answerInTheShop(await keyOf(page), 'said by the very first customer')
  await click(page.getByRole('link', { name: 'Attune' }))
  await untilAnswersAt(page, 'Payment', 1, 10_000)
  await click(page.getByRole('link', { name: /1 answer at Payment/ }))
  await page.getByText('said by the very first customer').first().waitFor()
  process.stdout.write(`From an empty console to the first own answer: ${clicks} clicks.\n`)
  expect(clicks).toBeLessThanOrEqual(MOST_CLICKS)
  expect(loads).toHaveLength(1)
  await page.close()
})

/** Somebody pays, is asked, and says why. */
async function answerInTheShop(key: string, words: string): Promise<void> {
  const shop = await openShop(stage, key)
  await walkToPaid(shop, byPointer(shop))
  await shop.getByRole('radio', { name: 'Good', exact: true }).check({ timeout: 20_000 })
  await shop.getByRole('textbox').fill(words)
  await sendAndLeave(shop, () => shop.getByRole('button', { name: 'Done' }).click())
}
