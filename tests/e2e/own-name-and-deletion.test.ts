import { readFileSync } from 'node:fs'

import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'

import { clean } from './clean.ts'
import { joinedAs } from './colleague.ts'
import { useStage } from './stage.ts'

const stage = useStage('--demo')

test('who changes their name is called so from then on, by their colleagues too', async () => {
  const mary = await joinedAs(stage, 'viewer', 'Mary', 'mary@shop.example')
  await mary.goto(at('/console/account'))
  const field = mary.getByLabel('What your colleagues see')
  await field.waitFor()
  expect(await field.inputValue()).toBe('Mary')
  await field.fill('Mary Shelley')
  await field.press('Enter')
  await mary.getByText('Your colleagues see you as Mary Shelley now.').waitFor()
  expect(await mary.locator('.account summary').innerText()).toContain('Mary Shelley')
  await clean(mary, 'a changed name')
  const owner = await open('/console/c/demo/people')
  await owner.getByLabel('Role of Mary Shelley').waitFor()
  await owner.goto(at('/console/c/demo/audit'))
  await owner.getByText('is called Mary Shelley now').waitFor()
  await mary.context().close()
  await owner.close()
})

test('an owner takes everything along in one file; others are told why not', async () => {
  const owner = await open('/console/c/demo/project')
  const [download] = await Promise.all([
    owner.waitForEvent('download'),
    owner.getByRole('link', { name: 'Download everything' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^demo-\d{4}-\d\d-\d\d\.ndjson$/)
  const lines = readFileSync(await download.path(), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { kind: string })
  expect(lines[0]).toMatchObject({ kind: 'about', project: 'demo' })
  expect(new Set(lines.map(({ kind }) => kind))).toEqual(
    new Set(['about', 'configuration', 'version', 'member', 'audit', 'answer', 'visit', 'count']),
  )
  // What the page says of sizes.
  const answers = lines.filter(({ kind }) => kind === 'answer')
  expect(JSON.stringify(answers).length / answers.length).toBeLessThan(1_000)
  await owner.close()

  const editor = await joinedAs(stage, 'editor', 'Ed', 'ed@shop.example')
  await editor.goto(at('/console/c/demo/project'))
  await editor.getByText(/^Only owners take everything along/).waitFor()
  await editor.getByText(/^Only owners delete a project/).waitFor()
  expect(await editor.getByRole('link', { name: 'Download everything' }).count(), 'not offered').toBe(0)
  expect(await editor.getByRole('button', { name: 'Delete it in a week' }).count(), 'not offered').toBe(0)
  await clean(editor, 'a project that others own')
  await editor.context().close()
})

test('a project is deleted by its name, says so on each of its pages, and is kept with one click', async () => {
  const owner = await open('/console/c/demo/project')
  await clean(owner, 'before')
  const inAWeek = await owner.evaluate(() =>
    new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' }).format(
      new Date(Date.now() + 7 * 86_400_000),
    ),
  )
  const name = owner.getByLabel('Type “Demo shop” to confirm')
  await name.fill('demo')
  await name.press('Enter')
  await owner.getByText('This is not its name. Type “Demo shop” as it stands here.').waitFor()
  await clean(owner, 'the wrong name')
  expect(await isAsking(), 'nothing has happened').toBe(true)
  await name.fill('Demo shop')
  await owner.getByRole('button', { name: 'Delete it in a week' }).click()
  const banner = owner.getByRole('complementary', { name: 'This project is to be deleted' })
  await banner.getByText(`on ${inAWeek}, with every answer`).waitFor()
  await owner.getByText('for good.').waitFor()
  await clean(owner, 'a project that is to go')
  await expect.poll(isAsking).toBe(false)

  const reader = await joinedAs(stage, 'viewer', 'Vi', 'vi@shop.example')
  for (const path of ['/console/p/demo/checkout', '/console/p/demo/checkout/payment', '/console/c/demo/prompts']) {
    await owner.goto(at(path))
    await banner.getByRole('button', { name: 'Keep it' }).waitFor()
    await reader.goto(at(path))
    await reader.getByText(/Only owners can keep it: ask/).waitFor()
    expect(await reader.getByRole('button', { name: 'Keep it' }).count(), 'not offered').toBe(0)
  }
  await clean(reader, 'a project that is to go, for others')
  await owner.goto(at('/console/p/demo/checkout'))
  await owner.getByRole('heading', { level: 1, name: 'Checkout' }).waitFor()
  await clean(owner, 'a map that is to go')
  await banner.getByRole('button', { name: 'Keep it' }).click()
  await banner.waitFor({ state: 'detached' })
  await expect.poll(isAsking).toBe(true)
  await owner.goto(at('/console/c/demo/audit'))
  await owner.getByText('called the deletion of the project off').first().waitFor()
  await reader.context().close()
  await owner.close()
})

/** Whether the project's pages are let in. */
async function isAsking(): Promise<boolean> {
  return (await fetch(at('/v1/config?key=pk_demo'))).ok
}

async function open(path: string): Promise<Page> {
  const page = await stage.team.newPage()
  await page.goto(at(path))
  return page
}

const at = (path: string): string => stage.service.origin + path
