import { createHmac } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { ConfigurationDocument, Voice, VoicesAnswer } from '@attune/protocol'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'

import type { HostSite } from './host-pages/govuk.ts'
import { serveFolder } from './host-pages/static.ts'
import { useStage } from './stage.ts'

const stage = useStage()

const CONFIGURATION: ConfigurationDocument = {
  project: {
    name: 'Vote',
    keys: ['pk_vote'],
    impressions: true,
    budget: { firstSession: true, afterShownDays: 0, perSession: 0 },
  },
  journeys: [{ id: 'shop', name: 'Shop', steps: [{ id: 'pay', name: 'Pay' }] }],
  prompts: [
    { id: 'pay-feel', step: 'shop/pay', on: 'entered', wording: { default: { question: 'How did this feel?' } } },
  ],
}

let host: HostSite
let folder: string
let token: string
let secret: string
beforeAll(async () => {
  const { service } = stage
  folder = mkdtempSync(join(tmpdir(), 'attune-proof-'))
  const file = join(folder, 'vote.json')
  writeFileSync(file, JSON.stringify(CONFIGURATION))
  await service.attune('config', 'push', file, '--project', 'vote')
  token = await service.attune('token', 'create', '--project', 'vote', '--scope', 'read')
  secret = await service.attune('key', 'secret', '--project', 'vote')
  const tag = `<script async src="${service.origin}/attune.js" data-key="pk_vote"></script>`
  writeFileSync(join(folder, 'index.html'), `<!doctype html><title>Vote</title>${tag}<h1>Vote</h1>`)
  host = await serveFolder(folder, '')
})
afterAll(async () => {
  await host?.close()
  rmSync(folder, { recursive: true, force: true })
})

test('a page proves whose an answer is and that it was asked; the same person on another device is kept and not counted', async () => {
  await answerOn('on the phone', 'customer 4711')
  await answerOn('on the laptop', 'customer 4711')
  await answerOn('somebody else', null)
  expect(await voices()).toEqual({
    'on the phone': ['verified', null],
    'on the laptop': ['verified', 'repeated'],
    'somebody else': ['unverified', null],
  })
})

test('who sends votes without having been asked is kept, and moves nothing', async () => {
  const at = new Date().toISOString()
  const event = { type: 'answered', prompt: 'pay-feel', version: 1, step: 'shop/pay', at, feel: 1, comment: 'stuffed' }
  const ids = () => ({ id: crypto.randomUUID(), visit: crypto.randomUUID() })
  const batch = { batch: crypto.randomUUID(), sent_at: at, visitor: null, sdk: '0', context: {} }
  const body = JSON.stringify({ ...batch, events: [{ ...event, ...ids() }] })
  const answer = await fetch(`${stage.service.origin}/v1/events?key=pk_vote`, { method: 'POST', body })
  expect(await answer.json()).toEqual({ accepted: 1, rejected: [] })
  expect(await voices()).toMatchObject({ stuffed: ['unverified', 'unproven'] })
})

test('the console says which words are not counted, and whose were signed for', async () => {
  const page = await stage.team.newPage()
  await page.goto(`${stage.service.origin}/console/p/vote/shop/pay`)
  const marksOf = (words: string) => page.getByRole('listitem').filter({ hasText: words }).innerText()
  expect(await marksOf('on the phone')).toMatch(/signed in(?![\s\S]*not counted)/)
  expect(await marksOf('on the laptop')).toMatch(/signed in[\s\S]*said again, not counted/)
  expect(await marksOf('stuffed')).toMatch(/unproven, not counted/)
  expect(await marksOf('somebody else')).not.toMatch(/signed in|not counted/)
})

/** Somebody new at the page, signed in or not, says something. */
async function answerOn(words: string, customer: string | null): Promise<void> {
  const visitor = await stage.browser.newContext()
  const page = await visitor.newPage()
  await page.goto(`${host.origin}/index.html`)
  await page.waitForFunction(() => window.attune?.isLoaded)
  if (customer !== null) {
    const said = [customer, { signature: signatureOf(customer) }] as const
    await page.evaluate(([id, details]) => window.attune('identify', id, details), said)
  }
  await page.evaluate(() => window.attune('step', 'shop/pay'))
  await say(page, words)
  await expect.poll(async () => Object.keys(await voices())).toContain(words)
  await visitor.close()
}

async function say(page: Page, words: string): Promise<void> {
  await page.getByRole('radio').nth(3).click()
  await page.getByRole('textbox').fill(words)
  await page.getByRole('button', { name: 'Done' }).click()
}

/** As the guide for developers says that a host's server does it. */
function signatureOf(sub: string): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const exp = Math.floor(Date.now() / 1_000) + 3_600
  const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ sub, aud: 'vote', exp })}`
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`
}

async function voices(): Promise<Record<string, [Voice['trust'], Voice['set_aside']]>> {
  const { voices: all } = await stage.service.get<VoicesAnswer>('/api/projects/vote/voices', token)
  return Object.fromEntries(all.map(({ comment, trust, set_aside }) => [comment, [trust, set_aside]]))
}
