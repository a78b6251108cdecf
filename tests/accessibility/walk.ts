import type { Page } from 'playwright-core'

import type { Request } from './host.ts'
import { settle } from './settle.ts'

/**
 * Leads a prompt through all it can be and stops in every state, so that a check sees each of them.
 *
 * @param look Called in every state, with its name.
 * @returns the names of the states, in order. A test compares them with what it expects: a walker that gets stuck or skips
 * something would otherwise find nothing wrong.
 */
export async function walkPrompt(
  page: Page,
  { placement }: Request,
  look: (state: string) => Promise<void>,
): Promise<string[]> {
  const states: string[] = []
  const see = async (state: string) => {
    states.push(state)
    await settle(page)
    await look(state)
  }
  const card = page.locator('attune-prompt').last()
  if (placement === 'tab') {
    await see('closed tab')
    await card.locator('button').first().click()
  }
  const scores = card.locator('fieldset').first().getByRole('radio')
  await scores.first().waitFor({ state: 'attached' })
  await see('open')
  const count = await scores.count()
  for (let index = 0; index < count; index++) {
    await scores.nth(index).press('Space')
    await see(`point ${index + 1}`)
  }
  const groups = card.locator('fieldset')
  for (let group = 1; group < (await groups.count()); group++) {
    const options = groups.nth(group).locator('input')
    for (let index = 0; index < (await options.count()); index++) await options.nth(index).press('Space')
    await see('follow-up')
  }
  const fields = card.getByRole('textbox')
  if ((await fields.count()) > 0) {
    await fields.last().fill('It was slow.')
    await see('comment')
    const max = Number(await fields.last().getAttribute('maxlength'))
    await fields.last().fill('x'.repeat(max - 10))
    await see('nearly full')
  }
  await card.locator('button.done').press('Enter')
  await card.locator('.thanks').waitFor()
  await see('thanks')
  return states
}

/** The states that `walkPrompt` must have passed. */
export function statesOf(points: number, { placement, followUps, why = true }: Request): string[] {
  const choices = followUps?.filter(({ kind }) => kind !== 'text') ?? []
  const hasText = why || followUps?.some(({ kind }) => kind === 'text')
  return [
    ...(placement === 'tab' ? ['closed tab'] : []),
    'open',
    ...Array.from({ length: points }, (_, index) => `point ${index + 1}`),
    ...choices.map(() => 'follow-up'),
    ...(hasText ? ['comment', 'nearly full'] : []),
    'thanks',
  ]
}
