import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { hasSurvey, importSurvey } from './analyst-survey.ts'
import { useStage } from './stage.ts'

const stage = useStage()
const folder = mkdtempSync(join(tmpdir(), 'attune-analyst-'))
if (!hasSurvey) console.warn('The survey files in ../shared/data are not there: no newcomer analyses an airport.')

beforeAll(async () => {
  if (hasSurvey) await importSurvey(stage.service, 'sfo', folder)
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What somebody who has never seen Attune may press at most, until all their questions are answered. */
const MOST_CLICKS = 12

/** Somebody at the console, and how often they have pressed. */
interface Newcomer {
  page: Page
  click: (what: Locator) => Promise<void>
  clicks: () => number
}

/** Each is answered where the one before has left off. */
const QUESTIONS: Readonly<Record<string, (newcomer: Newcomer) => Promise<string>>> = {
  'Which step hurts most, and how sure are we?': whichHurtsMost,
  'What do people say there?': whatTheySayThere,
  'Did it get better from 2016 to 2017?': whetherItGotBetter,
  'What matters most for recommending?': whatMattersMost,
}

test.skipIf(!hasSurvey)(
  'a newcomer finds out about an airport in a few clicks, and every number opens into answers',
  async () => {
    const newcomer = await sitDown()
    await newcomer.page.goto(`${stage.service.origin}/console/`)
    for (const [question, answer] of Object.entries(QUESTIONS)) {
      const before = newcomer.clicks()
      const said = await answer(newcomer)
      process.stdout.write(`${question} ${newcomer.clicks() - before} clicks: ${said}\n`)
    }
    expect(newcomer.clicks()).toBeLessThanOrEqual(MOST_CLICKS)
    await newcomer.page.close()
  },
)

/** The map says it in its first sentence; the number there opens. */
async function whichHurtsMost({ page, click }: Newcomer): Promise<string> {
  await page.getByRole('heading', { level: 1, name: 'Through the airport' }).waitFor()
  const said = await page.getByText(/^People felt best at .* and least good at Restaurants/).innerText()
  await click(page.getByRole('link', { name: /answers at Restaurants$/ }))
  const figures = page.locator('.figures-in-words')
  await figures.waitFor()
  expect(await figures.innerText(), 'with its interval').toMatch(/\+4\d[\s\S]*\+4\d to \+4\d/)
  await opensAnswers(page, 'Restaurants')
  return said
}

/** They stand beside the figures. */
async function whatTheySayThere({ page, click }: Newcomer): Promise<string> {
  await click(page.getByRole('link', { name: 'With words' }))
  const first = page.locator('.voice .words').first()
  await first.waitFor()
  const said = await first.innerText()
  expect(said).toMatch(/restaurant|food/i)
  return said
}

/** From the page of a step there is a way back to its journey; the question opens with the step that hurts, and these two years. */
async function whetherItGotBetter({ page, click }: Newcomer): Promise<string> {
  await click(page.getByRole('link', { name: '← Through the airport' }))
  await click(page.getByRole('link', { name: 'Did it get better?' }))
  const verdict = page.locator('.verdict')
  await verdict.waitFor()
  const said = await verdict.innerText()
  expect(said).toMatch(/No difference detected[\s\S]*in 2017 felt better than one in 2016 49 % of the time \(47–52 %/)
  expect(new URL(page.url()).searchParams.get('step')).toBe('food')
  const answers = page.getByRole('link', { name: 'Read the 2,421 answers of 2017' })
  const opened = await page.context().newPage()
  await opened.goto(new URL((await answers.getAttribute('href')) ?? '', page.url()).href)
  await opened.locator('.voice').first().waitFor()
  await opened.close()
  return said.replaceAll(/\s+/gu, ' ')
}

/** The question stands by its name among the ways to look at the journey. */
async function whatMattersMost({ page, click }: Newcomer): Promise<string> {
  await click(page.getByRole('link', { name: 'What matters most' }))
  await click(page.getByRole('link', { name: /would recommend SFO/ }))
  const finding = page.locator('.finding')
  await finding.getByText(/for recommending|closely with recommending/).waitFor()
  const said = await finding.innerText()
  const sure = await page
    .getByText(/19 times in 20 between/)
    .first()
    .innerText()
  const top = finding.getByRole('link').first()
  const name = await top.innerText()
  await click(top)
  await opensAnswers(page, name)
  return `${said} ${sure}`
}

/** A number leads to the page of its step, where the answers behind it stand. */
async function opensAnswers(page: Page, step: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name: step }).waitFor()
  await page.locator('.voice').first().waitFor()
}

async function sitDown(): Promise<Newcomer> {
  const page = await stage.team.newPage()
  let pressed = 0
  return {
    page,
    click: async (what) => {
      pressed++
      await what.click()
    },
    clicks: () => pressed,
  }
}
