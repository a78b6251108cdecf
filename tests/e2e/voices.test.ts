import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { ConfigurationDocument } from '@attune/protocol'
import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'

import { clean } from './clean.ts'
import { useStage } from './stage.ts'

const stage = useStage('--demo')
/** Over what a theme's comments are; how many there are depends on the day. */
const ALL = /^All \d+ comments$/

beforeAll(async () => {
  await push('quiet', { privacy: 'anonymous' })
  await push('few')
  await say('few', [
    [1, 'The till was closed'],
    [2, 'I waited for ten minutes'],
    [5, 'A kind person helped me'],
    [4, null],
  ])
})

test('what people speak of opens its comments, and a comment the moment that it is of', async () => {
  const page = await open('/console/a/demo/checkout/voices?step=payment')
  await page.getByRole('heading', { name: 'Whoever felt bad speaks of' }).waitFor()
  await page.getByText(/no sample of those who do not/).waitFor()
  const theme = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: '“pay”', exact: true }) })
  expect(await theme.innerText()).toMatch(/\d+ of \d+ who felt bad\s+\d+ of \d+ who felt good/)
  await clean(page, 'themes and voices')

  await theme.getByRole('link', { name: '“pay”' }).press('Enter')
  const [, n = ''] = /All (\d+) comments/.exec(await page.getByRole('heading', { name: ALL }).innerText()) ?? []
  expect(await page.evaluate(() => document.activeElement?.textContent), 'the focus goes on').toBe('“pay”')
  const opened = page.getByRole('region', { name: '“pay”' })
  await opened.getByRole('heading', { name: 'A different voice' }).waitFor()
  expect(await opened.locator('.different .words').count()).toBe(1)
  expect(await opened.locator('.different').innerText()).toMatch(/Good/)
  await opened.getByText(/more, that say it differently/).click()
  await expect.poll(() => opened.locator('.voice-list .voice').count()).toBe(Number(n))

  const [voice] = await opened.locator('.voice-list .voice').all()
  await voice?.getByRole('button', { name: 'The moment' }).press('Enter')
  const moment = voice?.locator('.moment')
  await moment?.getByText('How did paying feel?').waitFor()
  expect(await moment?.innerText()).toMatch(/Page\s+\/demo\/payment\.html/)
  await clean(page, 'a theme and a moment')
  await voice?.getByRole('button', { name: 'Close the moment' }).press('Enter')
  expect(await moment?.count()).toBe(0)

  expect(page.url()).toMatch(/\?step=payment&theme=pay$/)
  await voice?.getByRole('button', { name: 'The moment' }).click()
  expect(page.url()).toMatch(/&theme=pay&voice=[\w-]{36}$/)
  await page.reload()
  await page.locator('.moment').waitFor()
  await page.getByRole('heading', { name: ALL }).waitFor()
  await page.getByRole('link', { name: '← Every voice' }).press('Enter')
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Voices')
  await page.getByRole('heading', { name: 'What people wrote at Payment, newest first.' }).waitFor()
  await page.close()
})

test('voices are chosen by step, face and origin with the keyboard, and the address says which', async () => {
  const page = await open('/console/p/demo/checkout/payment')
  await page.getByRole('link', { name: 'Themes and search' }).click()
  await page.getByRole('heading', { name: 'What people wrote at Payment, newest first.' }).waitFor()
  await page.getByRole('button', { name: 'Very bad' }).press('Space')
  await page.getByRole('button', { name: 'Bad', exact: true }).press('Space')
  await page.getByRole('heading', { name: 'What people wrote at Payment who felt very bad or bad' }).waitFor()
  await expect.poll(() => feltOf(page)).toEqual(['Bad', 'Very bad'])
  expect(page.url()).toMatch(/\?step=payment&feel=1%2C2$/)
  await page.getByRole('button', { name: 'Show more' }).press('Enter')
  await expect.poll(() => page.locator('.voice').count()).toBeGreaterThan(20)
  await page.getByLabel('Where').selectOption('Anywhere in Checkout')
  await page.getByText('Days and origin').click()
  await page.getByLabel('Also without words').check()
  await page.getByRole('heading', { name: 'What people answered in Checkout, newest first.' }).waitFor()
  await page.getByLabel('From', { exact: true }).selectOption('Imported')
  await page.getByText('Nobody answered in Checkout that fits.').waitFor()
  await page.getByRole('link', { name: 'From everybody' }).press('Enter')
  await page.locator('.voice.wordless').first().waitFor()
  // What was chosen there last is taken away: the fields stay open for the next choice.
  await page.getByLabel('Also without words').press('Space')
  await page.getByRole('heading', { name: 'What people wrote in Checkout, newest first.' }).waitFor()
  expect(await page.getByLabel('First day').isVisible()).toBe(true)
  await page.close()
})

test('themes set a step against the rest, and a day against what was before', async () => {
  const page = await open('/console/a/demo/checkout/voices?step=payment')
  await page.getByRole('link', { name: 'Here and elsewhere' }).click()
  await page.getByRole('heading', { name: 'At Payment they speak of' }).waitFor()
  expect(await page.locator('.theme').first().innerText()).toMatch(/\d+ of \d+ at Payment\s+\d+ of \d+ elsewhere/)
  await page.getByRole('link', { name: 'Since a day' }).click()
  await page.getByRole('heading', { name: /^Since .+ they speak of$/ }).waitFor()
  const since = new Date(Date.now() - 50 * 86_400_000).toISOString().slice(0, 10)
  await page.getByLabel('Since', { exact: true }).fill(since)
  await page.getByRole('heading', { name: /^Before \d+ \w+ 20\d\d they spoke of/ }).waitFor()
  expect(page.url()).toMatch(new RegExp(`contrast=date&date=${since}$`))
  await page.close()
})

test('too few comments are shown as they are, and say why they are no themes', async () => {
  const page = await open('/console/a/few/shop/voices')
  const bad = page.getByRole('region', { name: 'Whoever felt bad speaks of' })
  await bad.getByText('Themes begin at 50 comments').waitFor()
  expect(await bad.locator('.words').allInnerTexts()).toEqual([
    expect.stringContaining('I waited for ten minutes'),
    expect.stringContaining('The till was closed'),
  ])
  expect(await page.getByRole('link', { name: '“' }).count()).toBe(0)
  await clean(page, 'too few')
  await page.goto(`${stage.service.origin}/console/a/few/shop/voices?step=&contrast=faces`)
  await page.getByText('Nobody wrote anything about Shop as a whole yet.').waitFor()
  await clean(page, 'nobody')
  await page.close()
})

test('behind the privacy gate themes are not asked for, and words are waited for', async () => {
  const page = await stage.team.newPage()
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await page.goto(`${stage.service.origin}/console/a/quiet/shop/voices`)
  await page.getByText('here they were promised that nobody is').waitFor()
  await page.getByText('Answers are told once a day, of five people or more together.').waitFor()
  expect(asked.filter((path) => path.endsWith('/voices')).length).toBeGreaterThan(0)
  expect(asked.filter((path) => path.endsWith('/themes'))).toEqual([])
  await clean(page, 'behind the gate')
  await page.close()
})

test('what comes in while somebody reads is counted, moves nothing, and is there when they ask for it', async () => {
  await push('live')
  await say('live', [
    [4, 'The first of all'],
    [2, 'The second one'],
  ])
  const page = await open('/console/a/live/shop/voices')
  const listed = page.getByRole('region', { name: 'What people wrote in Shop, newest first.' })
  await expect.poll(() => wordsIn(listed)).toEqual(['The second one', 'The first of all'])
  const top = async () => (await listed.locator('.voice').first().boundingBox())?.y
  const before = await top()
  await say('live', [
    [5, 'Another one'],
    [5, null],
  ])
  await page.getByRole('status').getByRole('button', { name: '1 new' }).waitFor()
  await say('live', [[1, 'And one more']])
  const news = page.getByRole('status').getByRole('button', { name: '2 new' })
  await news.waitFor()
  expect(await wordsIn(listed)).toEqual(['The second one', 'The first of all'])
  expect(await top(), 'nothing has moved').toBe(before)
  await clean(page, 'news of voices')
  await news.press('Enter')
  await expect
    .poll(() => wordsIn(listed))
    .toEqual(['And one more', 'The second one', 'Another one', 'The first of all'])
  expect(await page.getByRole('button', { name: /new$/ }).count()).toBe(0)
  expect(await page.evaluate(() => document.activeElement?.id), 'who pressed a key reads on').toBe('voices')
  await page.close()
})

test('news are of what is looked at, and behind the privacy gate nobody listens for any', async () => {
  await push('choosy')
  await say('choosy', [[1, 'It was awful']])
  const page = await open('/console/a/choosy/shop/voices?feel=1')
  await page.getByText('It was awful').first().waitFor()
  await say('choosy', [[5, 'It was lovely']])
  await say('choosy', [[1, 'It was awful again']])
  await page.getByRole('button', { name: '1 new' }).waitFor()
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await page.goto(`${stage.service.origin}/console/a/quiet/shop/voices`)
  await page.getByText('Answers are told once a day, of five people or more together.').waitFor()
  const read = asked.filter((path) => path.endsWith('/voices')).length
  await say('quiet', [[3, 'Nobody is told of this today']])
  await page.waitForTimeout(1_000)
  expect(asked.filter((path) => path.endsWith('/live'))).toEqual([])
  expect(asked.filter((path) => path.endsWith('/voices')).length).toBe(read)
  await page.close()
})

test('a page of voices has its heading whatever happens, and where nobody wrote it leads to what is asked', async () => {
  await push('silent')
  const page = await stage.team.newPage()
  await page.route(/\/map$/, (route) => route.fulfill({ status: 503, json: PROBLEM }))
  await page.goto(`${stage.service.origin}/console/a/silent/shop/voices`)
  await page.getByRole('heading', { name: 'Too busy' }).waitFor()
  await page.getByRole('heading', { level: 1, name: 'Voices' }).waitFor()
  await page.unroute(/\/map$/)
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByText('Nobody wrote anything in Shop yet.').waitFor()
  await clean(page, 'nobody wrote')
  await page.getByRole('link', { name: 'See what is asked' }).click()
  await page.waitForURL('**/c/silent/prompts')
  await page.close()
})

test('what fails says so beside what works, and is tried again', async () => {
  const page = await stage.team.newPage()
  await page.route(/\/themes\?/, (route) => route.fulfill({ status: 503, json: PROBLEM }))
  await page.goto(`${stage.service.origin}/console/a/demo/checkout/voices`)
  await page.locator('.voice').first().waitFor()
  await page.getByRole('alert').getByText('Too busy. Wait a moment.').waitFor()
  await clean(page, 'themes that failed')
  await page.unroute(/\/themes\?/)
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.locator('.theme').first().waitFor()

  await page.route(/\/voices\?.*cursor=/, (route) => route.fulfill({ status: 503, json: PROBLEM }))
  const more = page.getByRole('button', { name: 'Show more' })
  await more.press('Enter')
  await page.getByRole('alert').getByText('Too busy. Wait a moment.').waitFor()
  await page.unroute(/\/voices\?.*cursor=/)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect.poll(() => page.locator('.voice').count()).toBe(40)
  expect(await page.getByRole('alert').getByText('Too busy').count()).toBe(0)
  await page.close()
})

test('whoever comes to the end of what there is goes on from there', async () => {
  const page = await open('/console/a/demo/checkout/voices?step=payment&feel=1')
  const more = page.getByRole('button', { name: 'Show more' })
  await more.focus()
  const end = page.getByText('That is everything.')
  for (let pages = 0; pages < 20 && (await end.count()) === 0; pages++) {
    const before = await page.locator('.voice').count()
    await page.keyboard.press('Enter')
    await expect.poll(() => page.locator('.voice').count()).toBeGreaterThan(before)
  }
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('That is everything.')
  await clean(page, 'the end')
  await page.close()
})

async function open(path: string): Promise<Page> {
  const page = await stage.team.newPage()
  await page.goto(stage.service.origin + path)
  await page.getByRole('heading', { level: 1 }).waitFor()
  return page
}

const wordsIn = async (part: Locator): Promise<string[]> =>
  (await part.locator('.voice .words').allInnerTexts()).map((said) => said.replaceAll(/[“”]/g, '').trim())

/** What was felt by those whose voices are listed, each once. */
async function feltOf(page: Page): Promise<string[]> {
  return [...new Set(await page.locator('.voice .felt').allInnerTexts())].toSorted()
}

/** A project of one journey with one step, which asks one question. */
async function push(id: string, project: Partial<ConfigurationDocument['project']> = {}): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'attune-voices-'))
  const document: ConfigurationDocument = {
    project: { name: 'Shop', keys: [`pk_${id}`], ...project },
    journeys: [{ id: 'shop', name: 'Shop', steps: [{ id: 'pay', name: 'Pay' }] }],
    prompts: [{ id: 'pay-feel', step: 'shop/pay', wording: { default: { question: 'How did this feel?' } } }],
  }
  writeFileSync(join(folder, 'shop.json'), JSON.stringify(document))
  await stage.service.attune('config', 'push', join(folder, 'shop.json'), '--project', id)
  rmSync(folder, { recursive: true })
}

/** Somebody new for each, one minute after the other. */
async function say(id: string, said: readonly (readonly [feel: number, comment: string | null])[]): Promise<void> {
  const now = Date.now()
  const events = said.map(([feel, comment], i) => ({
    type: 'answered',
    id: crypto.randomUUID(),
    visit: crypto.randomUUID(),
    prompt: 'pay-feel',
    version: 1,
    step: 'shop/pay',
    at: new Date(now - (said.length - i) * 60_000).toISOString(),
    feel,
    ...(comment !== null && { comment }),
  }))
  const batch = { batch: crypto.randomUUID(), sent_at: new Date(now).toISOString(), visitor: null, sdk: '0' }
  const body = JSON.stringify({ ...batch, context: { locale: 'en' }, events })
  const answer = await fetch(`${stage.service.origin}/v1/events?key=pk_${id}`, { method: 'POST', body })
  expect(await answer.json()).toEqual({ accepted: said.length, rejected: [] })
}

const PROBLEM = { title: 'Too busy', detail: 'Wait a moment.', status: 503, code: 'overloaded', type: 'about:blank' }
