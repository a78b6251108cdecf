import type { Page } from 'playwright-core'

/** Opens the console by the link that the service printed, and waits until somebody is in. */
export async function signIn(page: Page, signInLink: string): Promise<void> {
  await page.goto(signInLink)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor({ state: 'detached' })
}

/** How many answers the map shows at a step; waits until the map is there. */
export async function answersAt(page: Page, step: string): Promise<number> {
  const text = await linkTo(page, step).innerText()
  return Number(text.replaceAll(/\D/g, ''))
}

/** Waits until the map shows this many answers at a step, without any reload. */
export async function untilAnswersAt(page: Page, step: string, n: number, withinMs: number): Promise<void> {
  await page.getByRole('link', { name: countLabel(n, step), exact: true }).waitFor({ timeout: withinMs })
}

/** The link from a step's count to the answers behind it. */
export function linkTo(page: Page, step: string) {
  return page.getByRole('link', { name: new RegExp(`^[\\d,]+ answers? at ${step}$`) })
}

function countLabel(n: number, step: string): string {
  return `${n.toLocaleString('en')} ${n === 1 ? 'answer' : 'answers'} at ${step}`
}
