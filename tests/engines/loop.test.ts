import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { type Service, startService } from '../e2e/service.ts'
import { ENGINES } from './engines.ts'
import { isFocused, isReady, noteMoments, pay, placeOf, readMoments, sayAnswer } from './page-tasks.ts'
import { PROMPT, type Questions, setUp } from './questions.ts'
import { buildRoad, type Road } from './road.ts'
import type { Browser, Tab } from './tab.ts'
import { openReady } from './trial.ts'

let service: Service

beforeAll(async () => {
  service = await startService()
})
afterAll(() => service.stop())

describe.for(ENGINES)('$name', (engine) => {
  const project = `loop-${engine.name.toLowerCase()}`
  let browser: Browser
  let questions: Questions
  let road: Road

  beforeAll(async () => {
    if (engine.missing) return
    questions = await setUp(service, project)
    road = await buildRoad(service.origin, `pk_${project}`)
    browser = await engine.open()
  })
  afterAll(async () => {
    await browser?.close()
    await road?.close()
  })

  test('the whole loop by pointer', async ({ skip }) => {
    skip(engine.missing !== null, engine.missing ?? undefined)
    const tab = await openReady(browser, road.pageOf('pointer', '/payment'))
    await tab.run(pay)
    await tab.click(await tab.run(placeOf, 'input[type=radio][value="2"]'))
    await tab.click(await tab.run(placeOf, 'textarea'))
    for (const letter of 'twice') await tab.press(letter)
    await tab.click(await tab.run(placeOf, 'button.done'))
    await tab.run(placeOf, '.thanks')
    await expect.poll(questions.comments, { timeout: 20_000 }).toContain('twice')
    await tab.close()
  })

  test('the whole loop with the keyboard alone', async ({ skip }) => {
    skip(engine.missing !== null, engine.missing ?? undefined)
    const tab = await openReady(browser, road.pageOf('keyboard', '/payment'))
    await tab.run(pay)
    await tab.run(placeOf, 'input[type=radio]')
    await tabTo(tab, 'input[type=radio]')
    await tab.press('ArrowRight')
    await tabTo(tab, 'textarea')
    for (const letter of 'quick') await tab.press(letter)
    await tabTo(tab, 'button.done')
    await tab.press('Enter')
    await tab.run(placeOf, '.thanks')
    await expect.poll(questions.comments, { timeout: 20_000 }).toContain('quick')
    await tab.close()
  })

  // Whether a page is kept to be restored is the browser's to decide, and a busy machine drops one now and then; never is a fault of ours.
  test('whoever goes back to a page is noticed there again, and answers there once', { retry: 2 }, async ({ skip }) => {
    skip(engine.missing !== null, engine.missing ?? undefined)
    const tab = await openReady(browser, road.pageOf('back', '/cart'))
    await tab.run(noteMoments)
    await tab.goto(road.pageOf('back', '/payment'))
    await expect.poll(() => tab.run(isReady)).toBe(true)
    await tab.back()
    await expect.poll(() => tab.run(readPath).catch(() => '')).toBe('/cart')
    const { moments, isRestored } = await tab.run(readMoments)
    // Driven by its own protocol, Chromium never restores a page.
    expect(isRestored).toBe(engine.name !== 'Chromium')
    // Firefox gives a restored page the session storage of when it was left: it has never been elsewhere.
    const isNoticed = isRestored && engine.name !== 'Firefox'
    expect(moments).toEqual(isNoticed ? ['left checkout/payment', 'entered checkout/cart'] : [])
    await expect.poll(() => tab.run(isReady)).toBe(true)
    const before = await questions.counted()
    await tab.run(sayAnswer, { prompt: PROMPT, words: 'after going back' })
    await tab.close()
    const next = await openReady(browser, road.pageOf('back', '/cart'))
    await expect.poll(questions.comments, { timeout: 20_000 }).toContain('after going back')
    await next.run(waitASecondAndAHalf)
    expect((await questions.comments()).filter((words) => words === 'after going back')).toHaveLength(1)
    expect(await questions.counted()).toBe(before + 1)
    await next.close()
  })
})

async function tabTo(tab: Tab, selector: string): Promise<void> {
  for (let presses = 0; presses < 20; presses++) {
    if (await tab.run(isFocused, selector)) return
    await tab.press('Tab')
  }
  throw new Error(`Tab never reaches ${selector}.`)
}

const readPath = () => location.pathname
const waitASecondAndAHalf = () => new Promise<void>((resolve) => setTimeout(resolve, 1500))
