import type { BrowserContext } from 'playwright-core'
import { describe, expect, test } from 'vitest'

import {
  answer,
  asked,
  expectNotAsked,
  expectStored,
  figuresOf,
  goTo,
  NEXT,
  open,
  PROMPT,
  publicConfig,
  until,
  useShop,
  visit,
} from './host-pages/shop-stage.ts'

/** No limit but those that a test is about. */
const NONE = { perSession: 0, afterAnswerDays: 0, sameStepDays: 0, shownPer30Days: 0 }

/** What users of others have complained of, each as a rule that holds here: who is asked, and how often. */
useShop({
  ninety: { budget: { ...NONE, sameStepDays: 90 }, prompts: [{ ...PROMPT, perPerson: 0 }] },
  nps: { budget: NONE, prompts: [{ ...PROMPT, scale: 'nps' }] },
  kinds: { budget: NONE, prompts: [PROMPT, NEXT] },
  session: { budget: { ...NONE, perSession: 1 }, prompts: [PROMPT, NEXT] },
  quota: { prompts: [{ ...PROMPT, quota: { answers: 2, per: 'day' } }] },
  rage: {
    signals: ['rage_click'],
    prompts: [
      { ...PROMPT, on: 'failed' },
      { ...NEXT, on: 'rage_click' },
    ],
  },
})

describe.concurrent('asking', () => {
  test('9. PostHog/posthog#31243: asked again only after the ninety days that were set, at whatever login', async () => {
    const { page, visitor } = await open('ninety')
    await answer(page, 'on the first day')
    for (const days of [1, 89]) {
      const later = await visitAfter(visitor, days * DAY_MS, 'ninety')
      await later.evaluate(() => window.attune('identify', 'user-4711'))
      await expectNotAsked(later, 'page-feel', 'same_step')
      await later.evaluate(() => window.attune('reset'))
    }
    await asked(await visitAfter(visitor, 91 * DAY_MS, 'ninety'))
  })

  test('10. PostHog/posthog-js#2075, PostHog/posthog#21486: one person has one vote, in however many tabs and visits', async () => {
    const { page, visitor } = await open('nps')
    await asked(page)
    // While the first tab still asks.
    await expectNotAsked(await visit(visitor, 'nps'), 'page-feel', 'asked_before')
    for (const name of ['3 of 10', '9 of 10']) await page.getByRole('radio', { name, exact: true }).check()
    await page.getByRole('textbox').fill('my only vote')
    await page.getByRole('button', { name: 'Done' }).click()
    await expectStored('nps', 'my only vote')
    await expectNotAsked(await visitAfter(visitor, 100 * DAY_MS, 'nps'), 'page-feel', 'asked_before')
    expect(await figuresOf('nps', 'page-feel')).toMatchObject({ n: 1, shown: 1, answered: 1 })
  })

  test('11. PostHog/posthog#30379: an answer to one kind of question makes no other kind wait, but its own', async () => {
    const { page } = await open('kinds')
    await answer(page, 'the first kind')
    await goTo(page, 'kinds', 'next')
    await answer(page, 'the other kind', 'And this one?')
    await expectStored('kinds', 'the first kind')
    await expectStored('kinds', 'the other kind')
    await goTo(page, 'kinds')
    await expectNotAsked(page, 'page-feel', 'asked_before')
  })

  test('12. PostHog/posthog#25564: one prompt in a session, on whichever page; the next in the next session', async () => {
    const { page, visitor } = await open('session')
    await asked(page)
    await goTo(page, 'session', 'next')
    await expectNotAsked(page, 'next-feel', 'session')
    const later = await visitAfter(visitor, 31 * 60_000, 'session', 'next')
    await asked(later, 'And this one?')
  })

  test('13. PostHog/posthog#25722, #27115: two answers a day are two, known within seconds and not within hours', async () => {
    for (const words of ['one of two', 'two of two']) {
      const { page, visitor } = await open('quota')
      await answer(page, words)
      await expectStored('quota', words)
      await visitor.close()
    }
    await until(async () => (await publicConfig('quota')).prompts[0]!.isFull, true)
    const { page } = await open('quota')
    await expectNotAsked(page, 'page-feel', 'full')
  })

  test('15. formbricks/formbricks#5843: anonymous, logged in and logged out is one person, asked once', async () => {
    const { page, visitor } = await open('kinds')
    await asked(page)
    await page.evaluate(() => window.attune('identify', 'user-4711'))
    const loggedIn = await visit(visitor, 'kinds')
    await expectNotAsked(loggedIn, 'page-feel', 'asked_before')
    await loggedIn.evaluate(() => window.attune('reset'))
    await expectNotAsked(await visit(visitor, 'kinds'), 'page-feel', 'asked_before')
  })

  test('16. DataDog/browser-sdk#2501: a page is told of rage clicks, and can ask at them', async () => {
    const { page } = await open('rage')
    await page.evaluate(() => {
      window.attune('on', 'moment', ({ type }: { type: string }) => {
        if (type === 'rage_click') window.attune('ask', 'page-feel')
      })
    })
    await page.locator('#dead').click({ clickCount: 4, delay: 20 })
    await answer(page, 'told of rage')
    await expectStored('rage', 'told of rage')
  })

  test('16. DataDog/browser-sdk#2501: without a line of code, by the configuration alone', async () => {
    const { page } = await open('rage', 'next')
    await page.locator('#dead').click({ clickCount: 4, delay: 20 })
    await answer(page, 'asked at rage', 'And this one?')
    await expectStored('rage', 'asked at rage')
  })
})

/** The same person comes back in a new tab, so much later by their clock. */
async function visitAfter(visitor: BrowserContext, afterMs: number, project: string, variant?: string) {
  await visitor.clock.install({ time: Date.now() + afterMs })
  return visit(visitor, project, variant)
}

const DAY_MS = 86_400_000
