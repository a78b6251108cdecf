import type { PageConfig } from '@attune/protocol'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'

import { useStage } from './stage.ts'

const stage = useStage('--demo')

test('from a name to a question that pages are given: a journey, a prompt, and its publication', async () => {
  const page = await open('journeys')
  await page.getByRole('link', { name: 'New journey' }).click()
  await page.getByLabel('What do people come for?').fill('Getting help')
  await page.getByLabel('Name of step 1').fill('Search')
  await page.getByLabel('Name of step 2').fill('Article')
  await page.getByRole('button', { name: 'Create the journey' }).click()
  await page.getByRole('link', { name: 'Ask about Article' }).click()
  await page.getByRole('button', { name: /^After reading/ }).click()
  await field(page, 'Question').fill('Did this article help you?')
  await page.getByText('Saved as a draft').waitFor()
  expect(await asked()).not.toContain('Did this article help you?')
  await page.getByRole('button', { name: 'Publish …' }).click()
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  await page.getByText(/Version 1 is published/).waitFor()
  await expect.poll(asked).toContain('Did this article help you?')
  await page.close()
})

test('a prompt that pages ask changes only when its draft is published, and says that a new series begins', async () => {
  const page = await open('prompts/payment-feel')
  await field(page, 'Question').fill('How was it to pay?')
  await page.getByText('Saved as a draft').waitFor()
  expect(await asked()).not.toContain('How was it to pay?')
  await page.getByRole('button', { name: 'Publish …' }).click()
  await page.getByRole('dialog').getByText('How was it to pay?').first().waitFor()
  await page.getByRole('button', { name: /^Publish version/ }).click()
  await page.getByText(/A new series of answers begins/).waitFor()
  await expect.poll(asked).toContain('How was it to pay?')

  await page.getByRole('link', { name: 'Versions' }).click()
  await page.getByRole('button', { name: 'Make version 1 the draft' }).click()
  await page.getByText('Saved as a draft').waitFor()
  expect(await asked()).toContain('How was it to pay?')
  await page.getByRole('button', { name: 'Discard draft' }).click()
  await page.getByText('The draft is gone.').waitFor()
  await page.close()
})

test('two people at the same prompt: nobody’s words are lost, and each may stay', async () => {
  const [ada, grace] = [await open('prompts/delivery-feel'), await open('prompts/delivery-feel')]
  await field(ada, 'Question').waitFor()
  await field(grace, 'Question').waitFor()
  await field(ada, 'Question').fill('Ada’s question?')
  await field(ada, 'Thanks').fill('Ada thanks you.')
  await ada.getByText('Saved as a draft').waitFor()
  await field(grace, 'Question').fill('Grace’s question?')
  const conflict = grace.getByRole('alert').filter({ hasText: 'changed it' })
  await conflict.getByText('Ada’s question?').waitFor()
  await conflict.getByText('Grace’s question?').waitFor()
  expect(await field(grace, 'Question').inputValue()).toBe('Grace’s question?')
  // A press on a link asks first, and whoever says no stays.
  const warned = grace.waitForEvent('dialog').then((dialog) => dialog.dismiss())
  await grace.getByRole('link', { name: '← Prompts' }).click()
  await warned
  expect(await field(grace, 'Question').inputValue()).toBe('Grace’s question?')
  await grace.getByRole('button', { name: 'Keep mine' }).click()
  await grace.getByText('Saved as a draft').waitFor()
  expect(await field(grace, 'Question').inputValue()).toBe('Grace’s question?')
  expect(await field(grace, 'Thanks').inputValue(), 'what Grace had not touched').toBe('Ada thanks you.')

  await field(ada, 'Question').fill('Ada’s second question?')
  await ada.getByRole('button', { name: 'Take theirs' }).click()
  expect(await field(ada, 'Question').inputValue()).toBe('Grace’s question?')
  await ada.close()
  await grace.close()
})

test('two people at the same journey: what each has named is there, and where both have, both are shown first', async () => {
  const [ada, grace] = [await open('journeys/checkout'), await open('journeys/checkout')]
  await grace.getByLabel('Name of step 1').fill('Your cart')
  await grace.getByLabel('Name of step 2').fill('Shipping')
  await ada.getByLabel('Name of step 1').fill('Basket')
  await ada.getByLabel('Name of step 3').fill('Paying')
  await ada.getByRole('button', { name: 'Save', exact: true }).click()
  await ada.getByText('Saved', { exact: true }).waitFor()
  await grace.getByRole('button', { name: 'Save', exact: true }).click()
  const conflict = grace.getByRole('alert').filter({ hasText: 'changed it' })
  await conflict.getByText('Basket').waitFor()
  await conflict.getByText('Your cart').waitFor()
  await grace.getByRole('button', { name: 'Keep mine' }).click()
  await conflict.waitFor({ state: 'detached' })
  await ada.reload()
  await ada.getByLabel('Name of step 1').waitFor()
  const names = await Promise.all([1, 2, 3].map((n) => ada.getByLabel(`Name of step ${n}`).inputValue()))
  expect(names).toEqual(['Your cart', 'Shipping', 'Paying'])
  await ada.close()
  await grace.close()
})

test('a step is moved by the keyboard, and one that is taken away comes back', async () => {
  const page = await open('journeys/checkout')
  const names = () =>
    page.locator('.step-name > input').evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value))
  await page.locator('.step-name > input').first().waitFor()
  const before = await names()
  await page.getByRole('button', { name: `Move ${before[0]} down` }).press('Enter')
  expect(await names()).toEqual([before[1], before[0], ...before.slice(2)])
  await page.getByRole('button', { name: `Move ${before[0]} up` }).press('Enter')
  await page.getByRole('button', { name: `Take away ${before[1]}` }).click()
  expect(await names()).toEqual([before[0], ...before.slice(2)])
  await page.getByRole('button', { name: 'Undo' }).click()
  expect(await names()).toEqual(before)
  await page.close()
})

test('the preview is the widget itself, in the language and light that is chosen, and sends nothing', async () => {
  const page = await open('prompts/payment-feel')
  const sent: string[] = []
  page.on('request', (request) => request.method() === 'POST' && sent.push(request.url()))
  const inside = page.frameLocator('iframe[title="Preview of the prompt"]')
  await inside.locator('attune-prompt section').waitFor()
  await page.getByLabel('Add a language').selectOption('ar')
  await field(page, 'Question').fill('كيف كانت تجربة الدفع؟')
  await inside.locator('attune-prompt section[dir=rtl]').getByText('كيف كانت تجربة الدفع؟').waitFor()
  await page.getByRole('radio', { name: 'Thanked' }).check()
  await inside.locator('attune-prompt .thanks').waitFor()
  expect(sent).toEqual([])
  await page.getByRole('button', { name: 'Take Arabic away' }).click()
  await page.close()
})

async function open(section: string): Promise<Page> {
  const page = await stage.team.newPage()
  await page.goto(`${stage.service.origin}/console/c/demo/${section}`)
  return page
}

/** The first field of this label: a follow-up has a question, too. */
function field(page: Page, label: string) {
  return page.getByLabel(label, { exact: true }).first()
}

/** Every question that pages are given now. */
async function asked(): Promise<string[]> {
  const response = await fetch(`${stage.service.origin}/v1/config?key=pk_demo`)
  const { prompts } = (await response.json()) as PageConfig
  return prompts.map(({ wording }) => wording.default.question)
}
