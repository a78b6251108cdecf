import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'

import type { WireEvent } from '@attune/protocol'
import { expect, onTestFinished, test } from 'vitest'

import { createToken } from '../access/tokens.ts'
import { buildApp } from '../app.ts'
import { applyConfiguration } from '../configure/configuration.ts'
import { createLocalChanges } from '../live/changes.ts'
import { useDatabase } from '../testing/database.ts'
import { calm, KEY, shop } from '../testing/shop.ts'

const database = useDatabase()
const CODE = 'twenty-letters-or-more'
const at = new Date().toISOString()
const ENTERED: WireEvent = { type: 'entered', step: 'checkout/payment', at }

async function open(scope: 'read' | 'configure' = 'configure') {
  const { db } = database
  await applyConfiguration(db, 'shop', shop())
  await applyConfiguration(db, 'foreign', { ...shop(), project: { name: 'Foreign', keys: ['pk_foreign'] } })
  const app = await buildApp({ db, changes: createLocalChanges(), pressure: calm() })
  await app.listen({ host: '127.0.0.1', port: 0 })
  onTestFinished(() => app.close())
  const origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  const authorization = `Bearer ${await createToken(db, 'shop', 'test', [scope], null)}`
  const watch = (code = CODE) => fetch(`${origin}/api/projects/shop/trace?code=${code}`, { headers: { authorization } })
  const post = async (path: string, body: object) =>
    await fetch(origin + path, { method: 'POST', body: JSON.stringify(body) })
  const claim = async (visitor: string | null, key = KEY) =>
    (await post(`/v1/trace?key=${key}`, { code: CODE, visitor })).status
  const report = async (events: object[], visitor: string | null = 'me', key = KEY, batch = randomUUID()) =>
    (await post(`/v1/events?key=${key}`, { batch, sent_at: at, visitor, sdk: '1', context: { page: '/pay' }, events }))
      .status
  return { app, watch, claim, report }
}

async function textOf(response: Response): Promise<string> {
  let text = ''
  for await (const part of response.body?.pipeThrough(new TextDecoderStream()) ?? []) text += part
  return text
}

/** What was sent under a name. */
function sent(text: string, name: string): object[] {
  return [...text.matchAll(new RegExp(`event: ${name}\\ndata: (.*)\\n`, 'g'))].map(
    ([, data = '']) => JSON.parse(data) as object,
  )
}

test('an owner sees what comes in from their own walk: what was taken, what was refused, and never what was said', async () => {
  const { app, watch, claim, report } = await open()
  const response = await watch()
  const text = textOf(response)
  expect(await claim('me')).toBe(204)
  const answered = {
    type: 'answered',
    id: randomUUID(),
    visit: randomUUID(),
    prompt: 'payment-feel',
    version: 1,
    step: 'checkout/payment',
    at,
    feel: 2,
    comment: 'a word of my own',
  }
  const batch = randomUUID()
  const all = [ENTERED, { type: 'entered', step: 'checkout/paymnt', at }, answered, { nonsense: true }]
  expect(await report(all, 'me', KEY, batch)).toBe(202)
  // Of nobody's walk: a retry, another visitor, nobody, another project.
  await report(all, 'me', KEY, batch)
  await report([ENTERED], 'somebody')
  await report([ENTERED], null)
  await report([ENTERED], 'me', 'pk_foreign')
  await app.close()
  const told = await text
  expect(sent(told, 'walk')).toEqual([{ state: 'waiting' }, { state: 'followed' }])
  const none = { detail: null, prompt: null, refused: null }
  expect(sent(told, 'moment')).toEqual([
    { ...none, at, type: 'entered', step: 'checkout/payment', page: '/pay' },
    { ...none, at, type: 'entered', step: 'checkout/paymnt', page: '/pay', refused: 'unknown_step' },
    { ...none, at, type: 'answered', step: 'checkout/payment', page: '/pay', prompt: 'payment-feel' },
    { ...none, at: '', type: 'unknown', step: '', page: '/pay', refused: 'malformed' },
  ])
  expect(told).not.toContain('a word of my own')
})

test('who may not configure watches nobody, and a code that could be guessed is none', async () => {
  const { watch } = await open('read')
  expect((await watch()).status).toBe(403)
  const owner = await open()
  expect((await owner.watch('short')).status).toBe(400)
})

test('nobody is followed where nobody watches, and not by the key of another project', async () => {
  const { watch, claim } = await open()
  expect(await claim('me')).toBe(404)
  const response = await watch()
  expect([await claim('me', 'pk_foreign'), await claim('me', 'pk_unknown')]).toEqual([404, 401])
  expect(await claim('me')).toBe(204)
  await response.body?.cancel()
})

test('where a project keeps no ids, nobody is followed by one', async () => {
  const { app, watch, claim } = await open()
  await applyConfiguration(database.db, 'shop', { ...shop(), project: { ...shop().project, privacy: 'anonymous' } })
  const text = textOf(await watch())
  await expect.poll(() => claim('me')).toBe(204)
  await app.close()
  expect(sent(await text, 'walk').at(-1)).toEqual({ state: 'nameless' })
})
