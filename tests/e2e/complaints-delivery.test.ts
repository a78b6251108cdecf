import type { BrowserContext } from 'playwright-core'
import { describe, expect, test } from 'vitest'

import {
  addressOf,
  answer,
  answersIn,
  asked,
  booksOf,
  expectStored,
  figuresOf,
  goTo,
  open,
  pageWithout,
  until,
  useShop,
  visit,
  voicesWith,
} from './host-pages/shop-stage.ts'

/** What users of others have complained of, each as a rule that holds here: what is said arrives, once, as it was meant. */
useShop({ shop: {}, retried: {}, broken: {} })

describe.concurrent('delivery', () => {
  test('14. formbricks/formbricks#1999: what a page knows at its view goes with the answers of that view, and no further', async () => {
    const { page } = await open('shop')
    await page.evaluate(() => window.attune('set', { fruit: 'pears', basket: 'full' }))
    await answer(page, 'about pears')
    await goTo(page, 'shop', 'next')
    await say(page, 'about nothing')
    await page.evaluate(() => window.attune('set', { fruit: 'apples' }))
    await say(page, 'about apples')
    for (const [words, traits] of [
      ['about pears', { fruit: 'pears', basket: 'full' }],
      ['about nothing', null],
      ['about apples', { fruit: 'apples' }],
    ] as const) {
      await expectStored('shop', words)
      expect((await voicesWith('shop', words))[0]!.traits, words).toEqual(traits)
    }
  })

  test('25. PostHog/posthog-js#4872: who has agreed to nothing can still answer; nothing is stored and nobody is named', async () => {
    const { page, batches, visitor } = await open('shop', 'unasked')
    await asked(page)
    await page.evaluate(() => window.attune('consent', 'denied'))
    await answer(page, 'agreed to nothing')
    await expectStored('shop', 'agreed to nothing')
    expect(answersIn(batches)).toHaveLength(1)
    expect(batches.filter(({ visitor: id }) => id !== null)).toEqual([])
    expect(await page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)])).toEqual([])
    expect(await visitor.cookies()).toEqual([])
  })

  test('25. PostHog/posthog-js#4872: who says no while the question is on its way is asked all the same', async () => {
    const page = await pageWithout()
    let letGo = () => {}
    const isLetGo = new Promise<void>((resolve) => (letGo = resolve))
    await page.route('**/attune-ask*', (route) => isLetGo.then(() => route.continue()))
    const part = page.waitForRequest('**/attune-ask*')
    await page.goto(addressOf('shop', 'unasked'))
    await part
    await page.evaluate(() => window.attune('consent', 'denied'))
    letGo()
    await page.getByRole('group', { name: 'How did this feel?' }).waitFor({ timeout: 6_000 })
  })

  test('26. formbricks/formbricks#7430: an answer whose acknowledgement is lost is sent again and stored once', async () => {
    const { page, batches, visitor } = await open('retried')
    await asked(page)
    await routeEvents(visitor, async (route) => {
      await route.fetch()
      await route.abort()
    })
    await answer(page, 'sent twice')
    await expectStored('retried', 'sent twice')
    await visitor.unrouteAll({ behavior: 'wait' })
    await goTo(page, 'retried')
    await until(async () => (await booksOf(page)).pending, 0)
    const withAnswer = batches.filter((batch) => answersIn([batch]).length)
    expect(withAnswer.length).toBeGreaterThan(1)
    expect(new Set(withAnswer.map(({ batch }) => batch)).size).toBe(1)
    await expectStored('retried', 'sent twice')
    expect(await figuresOf('retried')).toMatchObject({ n: 1, answered: 1 })
  })

  test('27. formbricks/formbricks#5844, #5856: nobody is stuck while the service is down, and nothing said then is lost', async () => {
    const { page, visitor } = await open('shop')
    await asked(page)
    await routeEvents(visitor, (route) => route.fulfill({ status: 503, body: 'down' }))
    await answer(page, 'while it was down')
    await page.getByText('Thank you for your answer.', { exact: true }).waitFor({ timeout: 5_000 })
    await page.keyboard.press('Escape')
    expect(await page.locator('attune-prompt').count()).toBe(0)
    expect(await voicesWith('shop', 'while it was down')).toEqual([])
    await visitor.unrouteAll({ behavior: 'wait' })
    // By itself: the person does nothing more.
    await expectStored('shop', 'while it was down')
    await until(async () => (await booksOf(page)).pending, 0)
  })

  test('28. getsentry/sentry-javascript#13450: "stored" is said only of what the service has stored', async () => {
    const { page, visitor } = await open('broken')
    await asked(page)
    await until(async () => (await booksOf(page)).pending, 0)
    const { stored } = await booksOf(page)
    // Something in between says yes to everything.
    await routeEvents(visitor, (route) => route.fulfill({ contentType: 'text/html', body: '<h1>Welcome</h1>' }))
    const yes = page.waitForResponse(/\/v1\/events/)
    await answer(page, 'into the void')
    await (await yes).finished()
    await page.waitForTimeout(500)
    expect((await booksOf(page)).stored).toBe(stored)
    await visitor.unrouteAll({ behavior: 'wait' })
    await expectStored('broken', 'into the void')
    await until(async () => (await booksOf(page)).pending, 0)
    // And what it refuses is said to be dropped, with the reason.
    await page.evaluate(() => window.attune('answer', 'page-feel', { feel: 9, comment: 'off the scale' }))
    await until(async () => (await booksOf(page)).dropped, { feel_out_of_range: 1 })
    expect(await voicesWith('broken', 'off the scale')).toEqual([])
  })

  test.each([
    ['Done', 'gone with Done'],
    ['nothing', 'gone without Done'],
  ])(
    '29. PostHog/posthog#23352, posthog-js#205: an answer survives the page that goes away after %s',
    async (last, words) => {
      const { page } = await open('shop')
      await asked(page)
      await page.getByRole('radio', { name: 'Good', exact: true }).check()
      await page.getByRole('textbox').fill(words)
      await page.evaluate((isDone) => {
        const card = document.querySelector('attune-prompt')!.shadowRoot!
        if (isDone) card.querySelector<HTMLElement>('.done')!.click()
        location.href = 'about:blank'
      }, last === 'Done')
      await page.waitForURL('about:blank')
      // What was sent while leaving may fail with nobody there to try again; the next visit does.
      await goTo(page, 'shop', 'next')
      await expectStored('shop', words)
    },
  )

  test('29. PostHog/posthog#33234, #10626: what a blocker drops waits, and arrives once it lets go', async () => {
    const { page, visitor, said } = await open('shop')
    await asked(page)
    await routeEvents(visitor, (route) => route.abort('blockedbyclient'))
    await answer(page, 'behind a blocker')
    await page.getByText('Thank you for your answer.', { exact: true }).waitFor()
    expect(await voicesWith('shop', 'behind a blocker')).toEqual([])
    // What a page sends as it goes may come through already.
    await page.close()
    await visitor.unrouteAll({ behavior: 'wait' })
    await visit(visitor, 'shop', 'next')
    await expectStored('shop', 'behind a blocker')
    // The browser says that a request was blocked; Attune itself says nothing.
    expect(said.filter((line) => !line.includes('ERR_BLOCKED_BY_CLIENT'))).toEqual([])
  })

  test.each(['v1/config', 'attune-ask', 'widget'])(
    '29. PostHog/posthog#33234, #10626: where %s is blocked, the page goes on as if nothing were',
    async (part) => {
      const page = await pageWithout()
      const errors: string[] = []
      page.on('pageerror', ({ message }) => errors.push(message))
      await page.route(new RegExp(`/${part}[^/]*$`), (route) => route.abort('blockedbyclient'))
      const blocked = page.waitForEvent('requestfailed')
      await page.goto(addressOf('shop', ''))
      expect((await blocked).url()).toContain(part)
      await page.evaluate(() => window.attune('answer', 'page-feel', { feel: 4 }))
      // The pause at which somebody would be asked.
      await page.waitForTimeout(2_500)
      await page.locator('#next').click()
      await page.waitForURL(addressOf('shop', 'next'))
      expect(errors).toEqual([])
    },
  )
})

type OnRoute = Parameters<BrowserContext['route']>[1]
const routeEvents = (visitor: BrowserContext, how: OnRoute) => visitor.route('**/v1/events*', how)

/** Says it by the host's own interface. */
const say = (page: Awaited<ReturnType<typeof visit>>, comment: string) =>
  page.evaluate((words) => window.attune('answer', 'page-feel', { feel: 4, comment: words }), comment)
