import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'

import { faults, overflow } from './axe.ts'
import { useStage } from './stage.ts'

const stage = useStage('--demo')

/** Each page in a state, and what shows that it is there. */
const PAGES: [string, string, (page: Page) => Promise<void>][] = [
  ['the journeys', 'journeys', (page) => page.getByRole('link', { name: 'New journey' }).waitFor()],
  [
    'a journey with how a step is noticed, and one taken away',
    'journeys/checkout',
    async (page) => {
      await page.locator('.match summary').first().click()
      await page.getByLabel('On pages at').first().fill('/nowhere')
      await page.getByText('It stands at none of the pages').waitFor()
      await page
        .getByRole('button', { name: /\/demo\/$/ })
        .first()
        .click()
      await page.getByText('Of the pages where people answered lately, it stands at /demo/.').waitFor()
      await page.getByRole('button', { name: 'Take away Payment' }).click()
      await page.getByRole('button', { name: 'Undo' }).waitFor()
    },
  ],
  [
    'a new journey without a name',
    'journeys/new%3A',
    async (page) => {
      await page.getByRole('button', { name: 'Create the journey' }).click()
      await page.getByText('Give the journey a name.').waitFor()
    },
  ],
  ['the prompts', 'prompts', (page) => page.getByRole('link', { name: 'New prompt' }).waitFor()],
  [
    'the moments to ask at',
    'prompts/new%3Acheckout%2Fpayment',
    (page) => page.getByRole('button', { name: /^After paying/ }).waitFor(),
  ],
  [
    'a prompt with everything opened',
    'prompts/payment-feel',
    async (page) => {
      await page.getByLabel('Question', { exact: true }).first().waitFor()
      // What the narrow page finds kept by the wide one is open already.
      for (const name of ['some languages', 'people seen before', 'one of several']) {
        const more = page.getByRole('button', { name })
        if ((await more.count()) > 0) await more.click()
      }
      const followUp = page.getByRole('group', { name: /^Follow-up 1/ })
      await followUp.getByLabel('Question').fill('How did you pay?')
      await followUp.getByLabel('Option 1').fill('By card')
      await followUp.getByLabel('Option 2').fill('By invoice')
      // The other languages lack the follow-up: who tries it out is told so.
      await page.getByText('Would it be asked?').click()
      await page.getByRole('button', { name: 'Find out' }).click()
      await page.getByRole('button', { name: /14 days/ }).click()
      await page
        .getByText(/^(Yes|No): |has no words here/)
        .first()
        .waitFor()
    },
  ],
  [
    'a prompt that is published',
    'prompts/delivery-feel',
    async (page) => {
      await page.getByLabel('Question', { exact: true }).first().fill(`How was delivery, ${Math.random()}?`)
      await page.getByText('Saved as a draft').waitFor()
      await page.getByRole('button', { name: 'Publish …' }).click()
      await page.getByRole('dialog').waitFor()
    },
  ],
  ['the versions', 'prompts/payment-feel%3Aversions', (page) => page.getByText('Version 1').waitFor()],
  ['what people were asked of', 'respect', (page) => page.getByRole('heading', { level: 1 }).waitFor()],
]

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  test.each(PAGES)('%s has no fault that axe can see, wide and narrow', async (_, path, ready) => {
    for (const width of [1280, 360]) {
      const page = await stage.team.newPage()
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.setViewportSize({ width, height: 800 })
      await page.goto(`${stage.service.origin}/console/c/demo/${path}`)
      await ready(page)
      expect(await faults(page), `${path} at ${width}`).toEqual([])
      expect(await overflow(page), `${path} at ${width} scrolls sideways`).toBeLessThanOrEqual(0)
      await page.close({ runBeforeUnload: false })
    }
  })
})
