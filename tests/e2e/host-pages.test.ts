import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { ConfigurationDocument } from '@attune/protocol'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'

import { linkTo, untilAnswersAt } from './console-steps.ts'
import { packageFolder, serveGovukKit } from './host-pages/govuk.ts'
import { serveFolder } from './host-pages/static.ts'
import { useStage } from './stage.ts'

const stage = useStage()

/** Everybody may be asked at once: these are new visitors, and the budget has tests of its own. */
const budget = { firstSession: true, afterShownDays: 0, sameStepDays: 0, perSession: 0 }

test('the GOV.UK Prototype Kit: only the script tag and URL globs, and the answer is on the map', async () => {
  const tag = await configure('govuk', {
    project: { name: 'Register', budget, keys: ['pk_govuk'] },
    journeys: [
      {
        id: 'register',
        name: 'Register',
        goal: 'confirmation',
        steps: [
          { id: 'start', name: 'Start', match: { urls: ['/start'] } },
          { id: 'question', name: 'Question', match: { urls: ['/question'] } },
          { id: 'check', name: 'Check', match: { urls: ['/check-*'] } },
          { id: 'confirmation', name: 'Confirmation', match: { urls: ['/confirmation'] } },
        ],
      },
    ],
    prompts: [
      {
        id: 'check-feel',
        step: 'register/check',
        wording: { default: { question: 'How did checking your answers feel?' } },
      },
    ],
  })
  const host = await serveGovukKit(tag)
  try {
    const map = await openMap('govuk', 'register')
    const page = await visitor(`${host.origin}/start`)
    await page.getByRole('button', { name: 'Start now' }).click()
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByRole('button', { name: /Accept and send/ }).click()
    await page.waitForURL(/confirmation/)
    await answer(page, /checking your answers/, 'Very good', 'I could see everything I had typed.')
    await expectOnMap(map, 'Check', 'I could see everything I had typed.', '/confirmation')

    const figures = await stage.service.get<{ rows: { step: string; entered: number; completed: number }[] }>(
      '/api/projects/govuk/feel?journey=register',
      await stage.service.attune('token', 'create', '--project', 'govuk', '--scope', 'read'),
    )
    const reached = Object.fromEntries(figures.rows.map((row) => [row.step, [row.entered, row.completed]]))
    expect(reached).toEqual({ start: [1, 1], question: [1, 1], check: [1, 1], confirmation: [1, 0] })
  } finally {
    await host.close()
  }
})

test('SB Admin 2 (Bootstrap 4, jQuery): register, log in, dashboard', async () => {
  const tag = await configure('admin', {
    project: { name: 'Admin', budget, keys: ['pk_admin'] },
    journeys: [
      {
        id: 'join',
        name: 'Join',
        steps: [
          { id: 'register', name: 'Register', match: { urls: ['/register.html'] } },
          { id: 'login', name: 'Log in', match: { urls: ['/login.html'] } },
          { id: 'dashboard', name: 'Dashboard', match: { urls: ['/index.html'] } },
        ],
      },
    ],
    prompts: [
      { id: 'login-feel', step: 'join/login', wording: { default: { question: 'How did logging in feel?' } } },
      {
        id: 'first-look',
        step: 'join/dashboard',
        on: 'entered',
        wording: { default: { question: 'How does this look?' } },
      },
    ],
  })
  const host = await serveFolder(packageFolder('startbootstrap-sb-admin-2'), tag)
  try {
    const map = await openMap('admin', 'join')
    const page = await visitor(`${host.origin}/register.html`)
    await page.getByRole('link', { name: /Already have an account/ }).click()
    await page.waitForURL(/login/)
    await page.getByRole('link', { name: 'Login', exact: true }).click()
    await page.waitForURL(/index/)
    await answer(page, /logging in/, 'Okay', 'No password was asked for. Odd.')
    await expectOnMap(map, 'Log in', 'No password was asked for. Odd.', '/index.html')
  } finally {
    await host.close()
  }
})

/** Sets a project up as its developer would, and gives back the markup to add to its pages. */
async function configure(project: string, configuration: ConfigurationDocument): Promise<string> {
  const file = join(tmpdir(), `attune-${project}-${process.pid}.json`)
  writeFileSync(file, JSON.stringify(configuration))
  const printed = await stage.service.attune('config', 'push', file, '--project', project)
  const tag = /<script async src="\S+" data-key="\w+"><\/script>/.exec(printed)?.[0]
  if (!tag) throw new Error(`config push printed no script tag:\n${printed}`)
  return tag
}

async function openMap(project: string, journey: string): Promise<Page> {
  const page = await stage.team.newPage()
  await page.goto(`${stage.service.origin}/console/p/${project}/${journey}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  return page
}

async function visitor(url: string): Promise<Page> {
  const page = await (await stage.browser.newContext()).newPage()
  await page.goto(url)
  return page
}

async function answer(page: Page, question: RegExp, face: string, words: string): Promise<void> {
  await page.getByRole('group', { name: question }).waitFor({ timeout: 20_000 })
  await page.getByRole('radio', { name: face, exact: true }).check()
  await page.getByRole('textbox', { name: /feel that way/ }).fill(words)
  await page.getByRole('button', { name: 'Done' }).click()
}

async function expectOnMap(map: Page, step: string, words: string, path: string): Promise<void> {
  await untilAnswersAt(map, step, 1, 2_000)
  await linkTo(map, step).click()
  const voice = map.getByRole('listitem').filter({ hasText: words })
  await voice.waitFor()
  expect(await voice.innerText()).toContain(path)
}
