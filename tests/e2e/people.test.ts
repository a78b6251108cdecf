import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'

import { faults, overflow } from './axe.ts'
import { useStage } from './stage.ts'

const stage = useStage('--demo')
const PASSWORD = 'quiet lemon harbour'

test('somebody invited joins, is given another role, and loses access when removed', async () => {
  await stage.team.grantPermissions(['clipboard-read', 'clipboard-write'])
  const owner = await open('/console/c/demo/people')
  await owner.getByText('Only you can see Demo shop so far.').waitFor()
  await clean(owner, 'one member')
  await owner.getByRole('button', { name: 'Invite somebody' }).click()
  await clean(owner, 'inviting')
  await owner.getByRole('button', { name: 'Make the link' }).click()
  await owner.getByText('Enter an e-mail address').waitFor()
  await owner.getByLabel('Their e-mail').fill('grace@shop.example')
  await owner.getByLabel('Viewer').check()
  await owner.getByRole('button', { name: 'Make the link' }).click()
  await owner.getByRole('heading', { name: 'Send this link to grace@shop.example' }).waitFor()
  await clean(owner, 'the link')
  const link = await owner.locator('.secret code').innerText()
  await owner.getByRole('button', { name: 'Copy the link' }).click()
  await owner.getByText('Copied', { exact: true }).waitFor()
  expect(await owner.evaluate(() => navigator.clipboard.readText())).toBe(link)

  const grace = await stranger()
  await grace.goto(link)
  await grace.getByRole('heading', { name: 'Join Demo shop' }).waitFor()
  expect(grace.url(), 'the secret has left the address').not.toContain('secret')
  await clean(grace, 'joining')
  await grace.getByLabel('Your name').fill('Grace Hopper')
  await grace.getByLabel('Choose a password', { exact: true }).fill('too short')
  await grace.getByRole('button', { name: 'Join Demo shop' }).click()
  await grace.getByText('This has 9 of at least 10 characters.').waitFor()
  await grace.getByLabel('Choose a password', { exact: true }).fill(PASSWORD)
  await grace.getByRole('button', { name: 'Join Demo shop' }).click()
  await grace.waitForURL('**/console/p/demo/checkout')
  await grace.getByRole('heading', { level: 1, name: 'Checkout' }).waitFor()

  await grace.goto(at('/console/c/demo/people'))
  await grace.getByText('Only owners invite people').waitFor()
  expect(await grace.getByRole('button', { name: 'Invite somebody' }).count(), 'not offered').toBe(0)
  expect(await grace.getByRole('combobox', { name: /^Role of/ }).count(), 'not offered').toBe(0)

  await owner.reload()
  await owner.getByLabel('Role of Grace Hopper').selectOption('Editor')
  await owner.getByText('Grace Hopper becomes an editor.').waitFor()
  await clean(owner, 'a role to be confirmed')
  await owner.getByRole('button', { name: 'Change the role' }).click()
  await owner.getByText('Grace Hopper is an editor now.').waitFor()
  await grace.reload()
  await grace.getByRole('listitem').filter({ hasText: 'Grace Hopper' }).getByText('Editor').waitFor()

  await owner.getByRole('button', { name: 'Remove Grace Hopper' }).click()
  await clean(owner, 'a removal to be confirmed')
  await owner.getByRole('button', { name: 'Remove', exact: true }).click()
  await owner.getByText('Grace Hopper is removed.').waitFor()
  await grace.reload()
  await grace.getByRole('heading', { name: 'There is nothing at this address' }).waitFor()
  await grace.goto(at('/console/'))
  await grace.getByRole('heading', { name: 'No project yet' }).waitFor()
  await clean(grace, 'no project')

  await grace.goto(link)
  await grace.getByRole('heading', { name: 'This link does not open anything' }).waitFor()
  await clean(grace, 'a link that was used')
  await owner.goto(at('/console/c/demo/audit'))
  await owner.getByText('made grace@shop.example an editor, who was a viewer').waitFor()
  await owner.getByText('removed grace@shop.example, who was an editor').waitFor()
  await owner.getByText('What changed').first().click()
  await clean(owner, 'the history')
  await grace.context().close()
  await owner.close()
})

test('an invitation that is withdrawn opens nothing, and an account that is there joins with its password', async () => {
  const owner = await open('/console/c/demo/people')
  const withdrawn = await inviteLink(owner, 'mary@shop.example')
  await owner.getByRole('button', { name: 'Withdraw the invitation of mary@shop.example' }).click()
  await owner.getByRole('button', { name: 'Withdraw it' }).click()
  await owner.getByText('The invitation of mary@shop.example is withdrawn.').waitFor()
  const mary = await stranger()
  await mary.goto(withdrawn)
  await mary.getByRole('heading', { name: 'This link does not open anything' }).waitFor()
  await mary.goto(at('/console/'))
  await mary.goto(await inviteLink(owner, 'mary@shop.example'))
  await joinAs(mary, 'Mary Somerville')

  await owner.goto(at('/console/new'))
  await owner.getByLabel('Name').fill('Library')
  await clean(owner, 'a new project')
  await owner.getByRole('button', { name: 'Make the project' }).click()
  await owner.waitForURL('**/console/c/library/journeys')
  await owner.goto(at('/console/c/library/people'))
  const second = await inviteLink(owner, 'mary@shop.example')
  const elsewhere = await stranger()
  await elsewhere.goto(second)
  await elsewhere.getByText('You have an account with this e-mail already.').waitFor()
  await clean(elsewhere, 'joining with an account')
  await elsewhere.getByLabel('Your password', { exact: true }).fill('not the one')
  await elsewhere.getByRole('button', { name: 'Join Library' }).click()
  await elsewhere.getByText('This is not the password of mary@shop.example.').waitFor()
  await elsewhere.getByLabel('Your password', { exact: true }).fill(PASSWORD)
  await elsewhere.getByRole('button', { name: 'Join Library' }).click()
  await elsewhere.waitForURL('**/console/c/library/journeys')
  await elsewhere.goto(at('/console/c/library/people'))
  await elsewhere.getByRole('button', { name: 'Leave this project' }).click()
  await elsewhere.getByRole('button', { name: 'Leave the project' }).click()
  await elsewhere.waitForURL('**/console/p/demo/checkout')
  await mary.context().close()
  await elsewhere.context().close()
  await owner.close()
})

test('a token is shown once, opens what it may, and nothing once it is revoked', async () => {
  const owner = await open('/console/c/demo/tokens')
  await owner.getByText('There are no tokens yet.').waitFor()
  await clean(owner, 'no tokens')
  await owner.getByRole('button', { name: 'Make a token' }).click()
  await clean(owner, 'making a token')
  await owner.getByRole('button', { name: 'Make it' }).click()
  await owner.getByText('Say what it is for').waitFor()
  await owner.getByLabel('What is it for?').fill('Nightly export')
  await owner.getByRole('button', { name: 'Make it' }).click()
  await owner.getByRole('heading', { name: 'Copy “Nightly export” now' }).waitFor()
  await clean(owner, 'the token')
  const token = await owner.locator('.secret code').innerText()
  expect(await statusFor(token, '/journeys/checkout/map')).toBe(200)
  expect(await statusFor(token, '/tokens'), 'beyond its scope').toBe(403)
  await owner.reload()
  await owner.getByText(/^Last used/).waitFor()
  expect(await owner.content()).not.toContain(token)
  await owner.getByRole('button', { name: 'Revoke Nightly export' }).click()
  await clean(owner, 'a token to be revoked')
  await owner.getByRole('button', { name: 'Revoke it' }).click()
  await owner.getByText('Nightly export is revoked.').waitFor()
  expect(await statusFor(token, '/journeys/checkout/map')).toBe(401)
  await owner.close()
})

test('a new password ends every other session, and keeps this one', async () => {
  const owner = await open('/console/c/demo/people')
  const here = await stranger()
  await here.goto(await inviteLink(owner, 'ada@shop.example'))
  await joinAs(here, 'Ada Lovelace')
  const there = await stranger()
  await signInWith(there, 'ada@shop.example', PASSWORD)
  await here.locator('.account summary').click()
  await here.getByRole('link', { name: 'Your account' }).click()
  await here.getByRole('heading', { name: 'Your account' }).waitFor()
  await here.getByText(/^Last used/).waitFor()
  await clean(here, 'the account')
  await here.getByLabel('The password you have', { exact: true }).fill('not this one')
  await here.getByLabel('The new one', { exact: true }).fill('another calm harbour')
  await here.getByRole('button', { name: 'Change the password' }).click()
  await here.getByText('This is not the password that you have now.').waitFor()
  await here.getByLabel('The password you have', { exact: true }).fill(PASSWORD)
  await here.getByRole('button', { name: 'Change the password' }).click()
  await here.getByText('Your password is changed').waitFor()
  await clean(here, 'a changed password')
  expect(await here.getByText(/^Last used/).count(), 'no other session').toBe(0)
  await there.reload()
  await there.getByRole('heading', { name: 'Sign in' }).waitFor()
  await signInWith(there, 'ada@shop.example', 'another calm harbour')
  await here.reload()
  await here.getByRole('button', { name: /^End the session of/ }).click()
  await here.getByRole('button', { name: 'End it' }).click()
  await here.getByText(/is signed out\.$/).waitFor()
  await there.reload()
  await there.getByRole('heading', { name: 'Sign in' }).waitFor()
  await here.context().close()
  await there.context().close()
  await owner.close()
})

test('of two who change a project at once neither loses anything unasked', async () => {
  const page = await open('/console/c/demo/project')
  await page.getByLabel('Name').waitFor()
  await clean(page, 'the project')
  await page.getByLabel('Where your pages are').fill('shop.example')
  await page.getByText('say how it is reached: https://shop.example').waitFor()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await clean(page, 'a fault')
  await page.getByLabel('Where your pages are').fill('https://shop.example')
  await page.getByLabel('In one visit, show at most').fill('2')
  const other = await open('/console/c/demo/project')
  await other.getByLabel('Name').fill('Demo shop and more')
  await other.getByRole('button', { name: 'Save', exact: true }).click()
  await other.getByText('Saved.').waitFor()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('heading', { name: 'Somebody has changed this meanwhile.' }).waitFor()
  await page.getByText('Demo shop and more').waitFor()
  await page.getByRole('alert').getByText('https://shop.example').waitFor()
  await clean(page, 'two changes at once')
  await page.getByRole('button', { name: 'Keep mine, on top of theirs' }).click()
  await page.getByText('Saved.').waitFor()
  await page.reload()
  expect(await page.getByLabel('Name').inputValue()).toBe('Demo shop and more')
  expect(await page.getByLabel('Where your pages are').inputValue()).toBe('https://shop.example')

  await page.getByRole('button', { name: 'Make another key' }).click()
  await page.getByRole('button', { name: 'End in a week: the key pk_demo' }).click()
  await clean(page, 'a key to be ended')
  await page.getByRole('button', { name: 'End it in a week' }).click()
  await page.getByText(/Ends in 7 days/).waitFor()
  await other.close()
  await page.close()
})

test('the history goes on for as long as somebody asks for more', async () => {
  const owner = await open('/console/')
  await owner.evaluate(async () => {
    const body = JSON.stringify({ email: 'again@shop.example', role: 'viewer' })
    const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body }
    for (let i = 0; i < 51; i++) await fetch('/api/projects/demo/invitations', request)
  })
  await owner.goto(at('/console/c/demo/audit'))
  await owner.getByText('invited again@shop.example as a viewer').nth(49).waitFor()
  const first = owner.getByText('Somebody at the command line')
  expect(await first.count()).toBe(0)
  await owner.getByRole('button', { name: 'Show earlier changes' }).click()
  await first.waitFor()
  await owner.getByText('That is all that was written down.').waitFor()
  await owner.close()
})

async function open(path: string): Promise<Page> {
  const page = await stage.team.newPage()
  await page.goto(at(path))
  return page
}

async function stranger(): Promise<Page> {
  return await (await stage.browser.newContext()).newPage()
}

const at = (path: string): string => stage.service.origin + path

/** Invites somebody as an editor, from the page of people. @returns the link that is shown once. */
async function inviteLink(owner: Page, email: string): Promise<string> {
  const done = owner.getByRole('button', { name: 'Done, hide it' })
  if (await done.count()) await done.click()
  await owner.getByRole('button', { name: 'Invite somebody' }).click()
  await owner.getByLabel('Their e-mail').fill(email)
  await owner.getByRole('button', { name: 'Make the link' }).click()
  await owner.getByRole('heading', { name: `Send this link to ${email}` }).waitFor()
  return await owner.locator('.secret code').innerText()
}

async function joinAs(page: Page, name: string): Promise<void> {
  await page.getByLabel('Your name').fill(name)
  await page.getByLabel('Choose a password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: /^Join/ }).click()
  await page.getByText(name).first().waitFor()
}

async function signInWith(page: Page, email: string, password: string): Promise<void> {
  await page.goto(at('/console/'))
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor({ state: 'detached' })
}

async function statusFor(token: string, path: string): Promise<number> {
  const response = await fetch(at(`/api/projects/demo${path}`), { headers: { authorization: `Bearer ${token}` } })
  return response.status
}

/** Has no fault that axe can see and does not scroll sideways, wide and narrow, light and dark. What is open stays so. */
async function clean(page: Page, what: string): Promise<void> {
  for (const width of [1280, 360]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: 800 })
      await page.emulateMedia({ colorScheme })
      expect(await faults(page), `${what} at ${width}, ${colorScheme}`).toEqual([])
      expect(await overflow(page), `${what} at ${width} scrolls sideways`).toBeLessThanOrEqual(0)
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 })
}
