import { expect, test } from 'vitest'

import { clean } from './clean.ts'
import { useStage } from './stage.ts'

const stage = useStage('--demo')

test('a link to a trend by month and to one face brings both, and each choice keeps the other', async () => {
  const page = await stage.team.newPage()
  await page.goto(`${stage.service.origin}/console/p/demo/checkout/payment?feel=2&by=month`)
  await page.getByRole('img', { name: /^Net feel at Payment by month/ }).waitFor()
  await page.getByRole('link', { name: 'Months' }).and(page.locator('[aria-current]')).waitFor()
  await page.getByRole('link', { name: 'With words' }).click()
  await page.waitForURL('**/payment?feel=2&words=only&by=month')
  await page.getByRole('link', { name: 'Weeks' }).press('Enter')
  await page.getByRole('img', { name: /^Net feel at Payment by week/ }).waitFor()
  await page.waitForURL('**/payment?feel=2&words=only&by=week')
  await page.getByRole('heading', { name: 'What those who felt “Bad” said' }).waitFor()
  await page.close()
})

test('the map says since when a step feels other, and leads to its trend, which a sparkline does too', async () => {
  const page = await stage.team.newPage()
  const asked: string[] = []
  let atOnce = 0
  let most = 0
  await page.route('**/trend?*', async (route) => {
    asked.push(new URL(route.request().url()).searchParams.get('step') ?? '')
    most = Math.max(most, (atOnce += 1))
    const response = await route.fetch()
    atOnce -= 1
    await route.fulfill({ response })
  })
  await page.goto(`${stage.service.origin}/console/p/demo/checkout`)
  const mark = page.getByRole('link', { name: /^worse since \d{1,2}\s\w+, lastingly, at Payment$/ })
  await mark.waitFor()
  await expect.poll(() => asked.length).toBe(4)
  expect({ asked: asked.toSorted(), most }).toEqual({ asked: ['cart', 'confirmation', 'delivery', 'payment'], most: 1 })
  expect(await page.locator('.station', { hasText: 'Cart' }).locator('.drifted').count(), 'it feels as ever').toBe(0)
  await clean(page, 'a map with a step that drifts')
  await mark.press('Enter')
  await page.waitForURL('**/p/demo/checkout/payment?by=week')
  await page.getByText(/^People have felt worse since about/).waitFor()
  await page.goBack()
  await page.getByRole('link', { name: '8 weeks of Cart, over time, as a table and to take along' }).press('Enter')
  await page.getByRole('group', { name: 'Download Net feel at Cart by week' }).waitFor()
  await page.close()
})

test('a map whose drift cannot be known is the same map', async () => {
  const page = await stage.team.newPage()
  await page.route('**/trend?*', (route) => route.fulfill({ status: 500, body: 'no' }))
  await page.goto(`${stage.service.origin}/console/p/demo/checkout`)
  await Promise.all([page.waitForResponse(/trend\?/), page.getByRole('heading', { name: 'Payment' }).waitFor()])
  expect([await page.getByRole('alert').count(), await page.locator('.drifted').count()]).toEqual([0, 0])
  await page.close()
})
