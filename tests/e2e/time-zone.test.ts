import { expect, test } from 'vitest'

import { faults, overflow } from './axe.ts'
import { useStage } from './stage.ts'

const stage = useStage('--demo')

test.each([1280, 360])(
  'a new time zone says first what comes of it, then how far it is, at %i pixels',
  async (width) => {
    const to = width === 360 ? 'America/New_York' : 'Asia/Tokyo'
    const page = await stage.team.newPage()
    await page.setViewportSize({ width, height: 800 })
    await page.goto(`${stage.service.origin}/console/c/demo/project`)
    const field = page.getByLabel('Time zone')
    const before = await field.inputValue()
    await field.fill(to.replace('_', ' '))
    await field.press('Enter')
    const dialog = page.getByRole('dialog', { name: `Count days in ${to.replace('_', ' ')}?` })
    await dialog.getByText('may be a day off until then').waitFor()
    expect(await faults(page)).toEqual([])

    // With the keyboard alone: taken back, nothing is stored and nothing that was typed is lost.
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    expect(await field.inputValue()).toBe(to.replace('_', ' '))
    const zone = async () =>
      (await page.evaluate(async () => (await fetch('/api/projects/demo')).json()))['zone'].replaceAll('_', ' ')
    expect(await zone()).toBe(before)

    await field.press('Enter')
    await dialog.getByRole('button', { name: 'Change the time zone' }).click()
    // What is moved for the zone before may still be told of.
    await expect.poll(zone).toBe(to.replace('_', ' '))
    await page.getByText('Saved.').waitFor()
    await page.getByText(/^Moving answers to the days of .+: \d+\s?%\. Numbers by day may be a day off/u).waitFor()
    expect(await faults(page)).toEqual([])
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    // It follows by itself: the answers of before are moved, and a minute is waited for nodes that do not know the zone yet.
    await page.getByText(/: 99\s?%\./u).waitFor({ timeout: 30_000 })
    await page.close()
  },
)
