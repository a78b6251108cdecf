import { expect, test } from 'vitest'

import { clean } from './clean.ts'
import { useStage } from './stage.ts'

const stage = useStage('--demo')

test('a link is made in the dialog, shows a stranger one journey and nothing else, and ends when it is taken back', async () => {
  const owner = await stage.team.newPage()
  await owner.goto(`${stage.service.origin}/console/p/demo/checkout`)
  await owner.getByRole('button', { name: 'Share' }).focus()
  await owner.keyboard.press('Enter')
  const dialog = owner.getByRole('dialog', { name: 'Share Checkout' })
  await dialog.getByRole('button', { name: 'Make a link' }).click()
  await dialog.getByText(/Say whom it is for/).waitFor()
  await clean(owner, 'making a link')
  await dialog.getByLabel('Whom is it for?').fill('The board')
  await dialog.getByRole('button', { name: 'Make a link' }).click()
  await dialog.getByRole('heading', { name: 'Send this link: “The board”' }).waitFor()
  const link = await dialog.locator('.secret code').innerText()
  await dialog.getByText('Figures only', { exact: false }).waitFor()
  await clean(owner, 'a link that was made')

  const guest = await (await stage.browser.newContext()).newPage()
  const asked: string[] = []
  guest.on('response', (response) => {
    if (response.url().includes('/api/')) asked.push(`${response.status()} ${new URL(response.url()).pathname}`)
  })
  const [page] = await Promise.all([guest.waitForResponse(/console\/s\//), guest.goto(link)])
  expect(page.headers()).toMatchObject({
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex, nofollow',
  })
  await guest.getByRole('heading', { level: 1, name: 'Checkout' }).waitFor()
  expect(guest.url(), 'the secret has left the address').toBe(`${stage.service.origin}/console/s/p/demo/checkout`)
  await guest.getByText(/^The board\. To be looked at until \d+ \w+ \d{4}\.$/).waitFor()
  expect(await guest.locator('.words').count(), 'no words').toBe(0)
  for (const name of ['Share', 'Remove sample data'])
    expect(await guest.getByRole('button', { name }).count(), name).toBe(0)
  expect(await guest.getByRole('navigation').getByRole('link').allInnerTexts()).toEqual(['Map', 'Report'])
  await clean(guest, 'a map by a link')
  await guest.getByRole('link', { name: /answers at Payment/ }).click()
  await guest.getByText('This link shows figures, and not what people wrote.').waitFor()
  await guest.reload()
  await guest.getByRole('heading', { level: 1, name: 'Payment' }).waitFor()
  await clean(guest, 'a step by a link')
  await guest.goBack()
  await guest.getByRole('link', { name: 'Report' }).click()
  await guest.getByText(/Payment is lowest/).waitFor()
  await clean(guest, 'a report by a link')
  expect(
    asked
      .filter((one) => !/^200 \/api\/(link|projects\/demo\/(feel|trend|compare|journeys\/checkout\/map))$/.test(one))
      .filter((one) => !one.startsWith('400 /api/projects/demo/compare')),
  ).toEqual([])
  await guest.goto(`${stage.service.origin}/console/s/c/demo/prompts`)
  await guest.getByRole('heading', { name: 'There is nothing at this address' }).waitFor()
  expect(await guest.context().cookies()).toEqual([])

  // What is pressed goes with what it hides and takes away: the dialog keeps the focus.
  const focused = () => owner.evaluate(() => document.activeElement?.textContent)
  await dialog.getByRole('button', { name: 'Done, hide it' }).press('Enter')
  await expect.poll(focused).toBe('Share Checkout')
  await dialog.getByRole('button', { name: 'Take back The board' }).click()
  await dialog.getByRole('button', { name: 'Take it back' }).press('Enter')
  await dialog.getByRole('listitem').waitFor({ state: 'detached' })
  expect(await focused()).toBe('Share Checkout')
  // Whoever has it open is told at the next thing that they look at, and nothing is asked for again and again.
  asked.length = 0
  await guest.getByRole('link', { name: 'Attune' }).click()
  await guest.getByRole('heading', { name: 'This link shows nothing any more' }).waitFor()
  expect(asked.length).toBeLessThan(4)
  await guest.reload()
  await guest.getByRole('heading', { name: 'This link shows nothing any more' }).waitFor()
  await clean(guest, 'a link that has ended')
  await guest.context().close()
  // Whoever was sent what stands in the address bar, and not the link.
  const other = await (await stage.browser.newContext()).newPage()
  await other.goto(`${stage.service.origin}/console/s/p/demo/checkout`)
  await other.getByRole('heading', { name: 'The last part of this link is missing' }).waitFor()
  await clean(other, 'a link without its secret')
  await other.context().close()
  await owner.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await owner.close()
})

test('with words where whoever made it said so, and for nobody who is signed in beside it', async () => {
  const owner = await stage.team.newPage()
  await owner.goto(`${stage.service.origin}/console/a/demo/checkout/report`)
  await owner.getByRole('button', { name: 'Share' }).click()
  await owner.getByLabel('Whom is it for?').fill('The agency')
  await owner.getByLabel('Also show what people wrote').check()
  await owner.getByRole('button', { name: 'Make a link' }).click()
  const link = await owner.locator('.secret code').innerText()
  await owner.close()
  // The owner’s own browser: their session lends the link nothing.
  const guest = await stage.team.newPage()
  const sent = guest.waitForRequest(/journeys\/checkout\/map/)
  await guest.goto(link)
  const headers = await (await sent).allHeaders()
  expect([headers['cookie'], headers['authorization']?.slice(0, 8)]).toEqual([undefined, 'Link al_'])
  await guest.locator('.words').first().waitFor()

  // On a step's page too, nothing leads to what the link does not show.
  await guest.getByRole('link', { name: /answers at Payment$/ }).click()
  await guest.locator('.voice').first().waitFor()
  await guest.locator('.trend').waitFor()
  const hrefs = await guest.getByRole('link').evaluateAll((links) => links.map((one) => one.getAttribute('href') ?? ''))
  expect(hrefs.length).toBeGreaterThan(5)
  expect(hrefs.filter((href) => !/^(#main|\/console\/s\/)/.test(href))).toEqual([])
  expect(hrefs.filter((href) => href.includes('/a/') && !href.includes('/report'))).toEqual([])
  expect(await guest.getByRole('button', { name: /The moment|Tag/ }).count()).toBe(0)
  await guest.close()
})
