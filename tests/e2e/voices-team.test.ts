import type { ThemeRules } from '@attune/protocol'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'

import { clean } from './clean.ts'
import { joinedAs } from './colleague.ts'
import { useStage } from './stage.ts'

const stage = useStage('--demo')
const VOICES = '/console/a/demo/checkout/voices'

test('words are searched in all their forms and marked; what is not found says how words are looked for', async () => {
  const page = await open(VOICES)
  await page.getByRole('searchbox', { name: 'Words to look for' }).fill('paying')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'What people wrote with “paying” in Checkout, newest first.' }).waitFor()
  await page.locator('mark').first().waitFor()
  const marked = new Set(await page.locator('.voices mark').allInnerTexts())
  expect([...marked].toSorted()).toEqual(expect.arrayContaining(['pay', 'paying']))
  expect(page.url()).toMatch(/\?q=paying$/)
  await clean(page, 'found')
  await page.getByRole('searchbox').fill('submarine')
  await page.getByRole('button', { name: 'Search' }).click()
  await page.getByText('Nothing with “submarine” was found in Checkout.').waitFor()
  await page.getByText('Words are looked for in their own language').waitFor()
  await page.getByRole('link', { name: 'Whatever they wrote' }).press('Enter')
  await page.locator('.voice').first().waitFor()
  // The link has gone with what it took away.
  expect(await focused(page)).toBe('Voices')
  expect(await page.getByRole('searchbox').inputValue()).toBe('')
  await page.goto(`${stage.service.origin}${VOICES}?from=2026-01-01&to=2026-01-31&device=mobile`)
  await page.getByText('Nobody wrote anything in Checkout that fits.').waitFor()
  await page.getByRole('link', { name: 'Only device mobile: take this away' }).click()
  await page.getByRole('link', { name: 'On any day' }).click()
  await page.locator('.voice').first().waitFor()
  await page.close()
})

test('the moment of a voice shows its visit as stations, the other words of it, and is sent as an address', async () => {
  const page = await open(`${VOICES}?step=payment`)
  const voice = page.locator('.voice').filter({ hasText: 'It just kept spinning. Did I pay or not?' }).first()
  await voice.getByRole('button', { name: 'The moment' }).press('Enter')
  const visit = voice.locator('.visit-path')
  await visit.waitFor()
  // Of the journey as a whole only some are asked.
  const stations = (await visit.locator('li').allInnerTexts()).filter((text) => !/of 10 at\s+The journey/.test(text))
  expect(stations).toEqual([
    expect.stringMatching(/Cart/),
    expect.stringMatching(/Delivery/),
    expect.stringMatching(/^(Very bad|Bad) at\s+Payment\s+\d\d:\d\d$/),
    expect.stringMatching(/Confirmation/),
    expect.stringMatching(/Left before the end|Reached the end/),
  ])
  expect(await voice.locator('.moment').innerText()).toMatch(
    /How did paying feel\?[\s\S]*(mobile|desktop|tablet), English, release/,
  )
  const other = await stage.team.newPage()
  await other.goto(page.url().replace('step=payment', 'step=cart'))
  await other.locator('.sent .visit-path').waitFor()
  await other.close()
  await page.close()
})

test('a voice is tagged with the keyboard alone, and a tag lists its voices, is renamed, taken off, and put back', async () => {
  const page = await open(`${VOICES}?step=payment`)
  const first = page.locator('.voices .voice').first()
  await first.getByRole('button', { name: 'Tag', exact: true }).press('Enter')
  await page.keyboard.type('Spinner, bug')
  await page.keyboard.press('Enter')
  await first.getByText('Tagged “spinner”, “bug”.').waitFor()
  // What is typed while another is on its way waits for it.
  let arrive = (): void => undefined
  await page.route(/\/tags$/, (route) => {
    arrive = () => void route.continue()
  })
  await page.keyboard.type('slow')
  await page.keyboard.press('Enter')
  await page.keyboard.type('pay')
  await page.keyboard.press('Enter')
  expect(await first.getByLabel('A tag for this voice').inputValue()).toBe('pay')
  arrive()
  await page.unroute(/\/tags$/)
  await first.getByText('Tagged “slow”.').waitFor()
  await page.keyboard.press('Enter')
  await first.getByText('Tagged “pay”.').waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(() => focused(page)).toBe('Tag')
  await clean(page, 'tagged')
  await first.getByRole('button', { name: 'Take the tag bug off' }).press('Enter')
  await first.getByText('“bug” is taken off.').waitFor()
  expect(await focused(page)).toBe('Undo')
  await page.keyboard.press('Enter')
  await first.getByRole('button', { name: 'Take the tag bug off' }).waitFor()
  await expect.poll(() => focused(page)).toBe('Tag')

  await first.getByRole('link', { name: 'spinner' }).press('Enter')
  await page.getByRole('heading', { name: 'tagged “spinner”' }).waitFor()
  await expect.poll(() => page.locator('.voices .voice').count()).toBe(1)
  await page.getByRole('button', { name: 'Rename “spinner”' }).press('Enter')
  await page.keyboard.press('Escape')
  await expect.poll(() => focused(page)).toBe('Rename “spinner”')
  await page.keyboard.press('Enter')
  await page.getByLabel('A new name for the tag spinner').fill('waiting')
  await page.keyboard.press('Enter')
  await page.getByText('“spinner” is called “waiting” now').waitFor()
  await expect.poll(() => focused(page)).toBe('Undo')
  await page.getByRole('heading', { name: 'tagged “waiting”' }).waitFor()
  await page.getByRole('button', { name: 'Take it off every voice' }).click()
  await page.getByText('“waiting” is taken off 1 voice.').waitFor()
  await page.getByRole('button', { name: 'Undo' }).press('Enter')
  await page.getByRole('heading', { name: 'tagged “waiting”' }).waitFor()
  await expect.poll(() => page.locator('.voices .voice').count()).toBe(1)
  await page.close()
})

test('a theme is renamed, merged and split by rules of the team, which are taken back', async () => {
  const page = await open(`${VOICES}?theme=basket`)
  await page.getByRole('heading', { name: '“basket”', level: 2 }).waitFor()
  await page.getByText('Rename, merge or split').click()
  await page.getByText('it holds for everybody').waitFor()
  await page.getByLabel('Call it').fill('Lost baskets')
  await page.keyboard.press('Enter')
  await page.getByText('Your team calls “basket” “Lost baskets” now.').waitFor()
  await page.getByRole('heading', { name: 'Lost baskets', level: 2 }).waitFor()
  await clean(page, 'a rule')
  await page.getByLabel('Make it part of').selectOption('code')
  await page.getByRole('button', { name: 'Merge' }).click()
  await page.getByText('“Lost baskets” is part of “code” now.').waitFor()
  await page.getByRole('heading', { name: 'code', level: 2, exact: true }).waitFor()
  await page
    .getByText(/“code” and “basket” are the theme “code”/)
    .first()
    .waitFor()

  await page.getByLabel('Split off what says').fill('no such term of more words')
  await page.keyboard.press('Enter')
  await page.getByText('Type a word, or two that stand side by side.').waitFor()
  await page.getByLabel('Split off what says').fill('basket')
  await page.keyboard.press('Enter')
  await page.getByText('What says “basket” is a theme of its own now.').waitFor()
  await page.getByText('2 rules of your team').click()
  await page.getByText('“code” is the theme “code”, without what says “basket”.').first().waitFor()
  await page.getByRole('button', { name: 'Undo' }).press('Enter')
  await page.getByText('One rule of your team').waitFor()
  await page.getByRole('button', { name: 'Take the rule code back' }).click()
  await page.getByText('The rule “code” is taken back.').waitFor()
  await page.getByText('One rule of your team').waitFor({ state: 'detached' })
  await page.close()
})

test('rules that cannot be had are said to be so where somebody makes one', async () => {
  const page = await stage.team.newPage()
  await page.setViewportSize({ width: 360, height: 800 })
  await page.route(/\/theme-rules$/, (route) => route.fulfill({ status: 503, body: 'no' }))
  await page.goto(`${stage.service.origin}${VOICES}?theme=basket`)
  await page.getByText('Rename, merge or split').click()
  // Nothing that is listed stands below: the way down to it is not offered.
  expect(await page.getByRole('link', { name: 'Everything they wrote' }).count()).toBe(0)
  await page.getByLabel('Call it').fill('Lost baskets')
  await page.keyboard.press('Enter')
  await page
    .getByRole('alert')
    .getByText(/answered 503 without saying why/)
    .waitFor()
  await page.close()
})

test('undo takes back what was changed here, and nothing that a colleague has changed since', async () => {
  const page = await open(`${VOICES}?theme=basket`)
  await page.getByText('Rename, merge or split').click()
  let arrive = (): void => undefined
  await page.route(/\/theme-rules$/, (route) => {
    if (route.request().method() === 'PUT') return route.continue()
    arrive = () => void route.continue()
    return undefined
  })
  await page.getByLabel('Call it').fill('Lost baskets')
  const stored = page.waitForResponse((response) => response.request().method() === 'PUT')
  await page.keyboard.press('Enter')
  await stored
  const token = await stage.service.attune('token', 'create', '--project', 'demo', '--scope', 'read,annotate')
  const address = `${stage.service.origin}/api/projects/demo/theme-rules`
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const before = await fetch(address, { headers })
  const { rules } = (await before.json()) as ThemeRules
  const fee = { id: 'fee', name: 'Fee', terms: ['fee'] }
  const put = async (all: ThemeRules['rules'], etag: string | null) =>
    await fetch(address, {
      method: 'PUT',
      headers: { ...headers, 'if-match': etag ?? '*' },
      body: JSON.stringify({ rules: all }),
    })
  const after = await put([...rules, fee], before.headers.get('etag'))
  expect(after.status, await after.text()).toBe(200)
  arrive()
  await page.unroute(/\/theme-rules$/)
  await page.getByRole('button', { name: 'Undo' }).press('Enter')
  await page
    .getByRole('alert')
    .getByText(/meanwhile/)
    .waitFor()
  await page.getByText('2 rules of your team').waitFor()
  expect(await page.getByRole('button', { name: 'Undo' }).count()).toBe(0)
  expect((await put([], after.headers.get('etag'))).status).toBe(200)
  await page.close()
})

test('a viewer reads tags and themes, and is not offered to change them', async () => {
  const page = await joinedAs(stage, 'viewer', 'Vera', 'vera@shop.example')
  await page.goto(`${stage.service.origin}${VOICES}`)
  await page.getByText('You look as a viewer').waitFor()
  await page.locator('.theme').first().waitFor()
  await page.locator('.theme h4 a').first().click()
  await page.getByRole('heading', { name: /^All \d+ comments$/ }).waitFor()
  expect(await page.getByRole('button', { name: 'Tag', exact: true }).count()).toBe(0)
  expect(await page.getByText('Rename, merge or split').count()).toBe(0)
  await page.context().close()
})

async function open(path: string): Promise<Page> {
  const page = await stage.team.newPage()
  await page.goto(stage.service.origin + path)
  await page.getByRole('heading', { level: 1 }).waitFor()
  return page
}

const focused = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => document.activeElement?.textContent ?? undefined)
