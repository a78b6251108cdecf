import type { PageConfig, PromptState } from '@attune/protocol'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'

import { faults, overflow } from './axe.ts'
import { useStage } from './stage.ts'

const stage = useStage('--demo')

test('whoever writes the last question lets it follow on a step, and sees at the step that it does', async () => {
  const page = await open('confirmation-feel')
  const pairs = page.getByRole('region', { name: 'Together with a step before it' })
  await pairs.getByLabel('Ask it of whoever has just answered at a step').press('Space')
  await pairs.getByRole('checkbox', { name: /^Delivery/ }).press('Space')
  await pairs.scrollIntoViewIfNeeded()
  expect(await faults(page)).toEqual([])
  await page.getByText('Saved as a draft').waitFor()
  await page.getByRole('button', { name: 'Publish …' }).click()
  await page.getByText('The prompts that it makes pairs with: none became cart-feel, payment-feel').waitFor()
  await page.getByRole('button', { name: 'Publish version 2' }).click()
  await page.getByText('Nothing has changed').waitFor()
  const config = (await (await fetch(`${stage.service.origin}/v1/config?key=pk_demo`)).json()) as PageConfig
  const pair = { outcome: 'confirmation-feel', steps: ['cart-feel', 'payment-feel'] }
  expect(config.prompts.find(({ id }) => id === 'payment-feel')?.pair).toEqual(pair)
  await page.close()

  const step = await open('cart-feel')
  await step
    .getByText('Whoever answers this is then asked “How do you feel about your order now?” at Confirmation.')
    .waitFor()
  await step.getByRole('link', { name: '“How do you feel about your order now?”' }).click()
  await step.getByRole('checkbox', { name: /^Cart/ }).waitFor()
  expect(await step.getByRole('checkbox', { name: /^Delivery/ }).isChecked()).toBe(false)
  await step.goto(`${stage.service.origin}/console/a/demo/checkout/drivers?outcome=confirmation-feel`)
  await step.getByText('asked of whoever has just answered at one of 2 steps').waitFor()
  await step.close()

  // As it was, for the stories after this.
  const again = await open('confirmation-feel')
  await again.getByLabel('Ask it of whoever has just answered at a step').press('Space')
  await again.getByText('Saved as a draft').waitFor()
  await again.getByRole('button', { name: 'Publish …' }).click()
  await again.getByRole('button', { name: 'Publish version 3' }).click()
  await again.getByText('Nothing has changed').waitFor()
  await again.close()
})

test('a variant, a trait, what comes before, what keeps it away and wanted answers reach pages as they are said', async () => {
  const page = await open('payment-feel')
  await page.getByLabel('Share of people', { exact: true }).selectOption('as many as it takes')
  await page.getByLabel('Answers wanted a week').fill('40')
  await page.getByText(/^By the last 14 days (that|it) takes (about \d+|everybody)/).waitFor()

  await page.getByRole('button', { name: 'people with a trait' }).press('Enter')
  const trait = page.getByLabel('Only people whose')
  expect(await hasFocus(trait)).toBe(true)
  await trait.fill('Plan')
  await page.getByLabel('is one of').fill('pro, team')
  // What the service refuses is said where it is.
  await page.locator('.narrowed').getByText('“Plan” cannot be a name here; use small letters').waitFor()
  expect(await trait.getAttribute('aria-invalid')).toBe('true')
  await trait.fill('plan')

  await page.getByRole('button', { name: 'after something else' }).press('Enter')
  const before = page.getByRole('group', { name: 'In this order' })
  expect(await hasFocus(before.getByLabel('What happened'))).toBe(true)
  await page.getByRole('button', { name: 'And then something else' }).click()
  await before.getByLabel('Where it happened').nth(1).selectOption('Delivery')
  await before.getByLabel('How long before at most').fill('2')
  await before.getByLabel('Seconds, minutes or hours').selectOption('hours')

  await page.getByRole('button', { name: 'if something else happens meanwhile' }).press('Enter')
  await page
    .getByRole('group', { name: /^A prompt waits/ })
    .getByLabel('What happened')
    .selectOption('leave the site at')

  await page.getByRole('button', { name: 'another wording' }).press('Enter')
  expect(await hasFocus(question(page))).toBe(true)
  await page.getByText('It says the same as variant A so far.').waitFor()
  await question(page).fill('How was it to pay?')
  await page.getByLabel('How many see variant B').fill('3')
  await page.getByText('of every 4 people who are asked: 75').waitFor()
  await preview(page).getByText('How was it to pay?').waitFor()
  await page.getByLabel('Variant of the preview').selectOption('Variant A')
  await preview(page).getByText('How did paying feel?').waitFor()

  const said =
    'Ask as many as it takes for 40 answers a week, of people who complete Payment, whose plan is pro or team, if they failed at Payment, then entered Delivery within the 2 hours before, unless they leave the site at Payment meanwhile, at most once, in one of 2 variants.'
  await page.getByText(said).waitFor()
  expect(await page.getByRole('button', { name: 'Publish …' }).evaluate(isInSight), 'however far one has read').toBe(
    true,
  )
  await page.getByText('Saved as a draft').waitFor()
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 800 })
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      expect(await faults(page), `at ${width}, ${colorScheme}`).toEqual([])
      expect(await overflow(page), `at ${width} it scrolls sideways`).toBeLessThanOrEqual(0)
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 })

  await publish(page)
  await expect.poll(async () => (await asked('payment-feel'))?.variants?.length).toBe(2)
  const pages = await asked('payment-feel')
  expect(pages).toMatchObject({
    who: { traits: { plan: ['pro', 'team'] } },
    after: { moments: [{ type: 'failed' }, { type: 'entered', step: 'checkout/delivery' }], withinMs: 7_200_000 },
    unless: [{ type: 'left' }],
    variants: [
      { id: 'a', weight: 1 },
      { id: 'b', weight: 3, wording: { default: { question: 'How was it to pay?' } } },
    ],
  })
  expect(pages?.wording.default.question).toBe('How did paying feel?')
  expect(pages).not.toHaveProperty('answersPerWeek')
  expect((await stored(page, 'payment-feel')).published?.answersPerWeek).toBe(40)
  await page.getByText(/^It asks (about \d+|everybody)/).waitFor()
  await page.close()
})

test('a change of the wanted answers alone is told before it is published, and begins no new series', async () => {
  const page = await open('cart-feel')
  await page.getByLabel('Share of people', { exact: true }).selectOption('as many as it takes')
  await page.getByText('Saved as a draft').waitFor()
  await page.getByRole('button', { name: 'Publish …' }).click()
  await page
    .getByRole('dialog')
    .getByText('What sets the share: it is as written became what 50 answers a week')
    .waitFor()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Publish/ })
    .click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect(await page.getByText(/new series/).count()).toBe(0)
  await page.close()
})

test('what is taken away comes back with what was written meanwhile', async () => {
  const page = await open('delivery-feel')
  await page.getByRole('button', { name: 'people with a trait' }).click()
  await page.getByLabel('Only people whose').fill('plan')
  await page.getByLabel('is one of').fill('pro')
  await page.getByRole('button', { name: 'after something else' }).click()
  await page.getByRole('button', { name: 'Take away the condition on plan' }).press('Enter')
  const undo = page.getByRole('button', { name: 'Undo' })
  expect(await hasFocus(undo)).toBe(true)
  await page.getByLabel('How long before at most').fill('5')
  await undo.press('Enter')
  await page.getByText(/whose plan is pro, if they failed at Delivery within the 5 minutes before/).waitFor()
  await page.getByRole('button', { name: 'Take away “Only if they …”' }).click()
  await undo.click()
  await page.getByText(/within the 5 minutes before/).waitFor()

  await page.getByRole('button', { name: 'another wording' }).click()
  await question(page).fill('Did it arrive well?')
  await page.getByRole('button', { name: 'Take variant B away' }).click()
  await question(page).fill('Written meanwhile?')
  await undo.click()
  expect(await question(page).inputValue()).toBe('Did it arrive well?')
  await page.getByRole('button', { name: 'Variant A' }).click()
  expect(await question(page).inputValue()).toBe('Written meanwhile?')
  await page.getByText('Saved as a draft').waitFor()
  await page.close()
})

async function open(prompt: string): Promise<Page> {
  const page = await stage.team.newPage()
  await page.goto(`${stage.service.origin}/console/c/demo/prompts/${prompt}`)
  await question(page).waitFor()
  return page
}

const question = (page: Page) => page.getByLabel('Question', { exact: true }).first()

const preview = (page: Page) =>
  page.frameLocator('iframe[title="Preview of the prompt"]').locator('attune-prompt section')

function hasFocus(field: ReturnType<typeof question>): Promise<boolean> {
  return field.first().evaluate((element) => element === document.activeElement)
}

function isInSight(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect()
  return scrollY > 0 && top >= 0 && bottom <= innerHeight
}

async function publish(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Publish …' }).click()
  await page.getByRole('button', { name: /^Publish version/ }).click()
  await page.getByText(/is published/).waitFor()
}

/** A prompt as pages are given it. */
async function asked(id: string): Promise<PageConfig['prompts'][number] | undefined> {
  const response = await fetch(`${stage.service.origin}/v1/config?key=pk_demo`)
  return ((await response.json()) as PageConfig).prompts.find((prompt) => prompt.id === id)
}

function stored(page: Page, id: string): Promise<PromptState> {
  return page.evaluate(
    async (path) => (await (await fetch(path)).json()) as PromptState,
    `/api/projects/demo/prompts/${id}`,
  )
}
