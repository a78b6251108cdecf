import type { JourneyMap, LinkItem, LinkLook, VoicesAnswer } from '@attune/protocol'
import { expect, test } from 'vitest'

import { applyConfiguration } from '../configure/configuration.ts'
import { laneOf } from '../database/lane.ts'
import { useDatabase } from '../testing/database.ts'
import { readerOf, record } from '../testing/reader.ts'
import { answerOf, shop } from '../testing/shop.ts'
import { LINK_PREFIX } from './links.ts'
import { hashOf, newSecret } from './secret.ts'
import { createToken } from './tokens.ts'

const database = useDatabase()
const COMPARED = 'compare?journey=checkout&step=payment&by=period&a=2026-01-01..2026-01-28&b=2026-02-01..2026-02-28'
const ASKED = { name: 'For the board', journey: 'checkout' }

/** The shop with a second journey and a comment, an editor’s token, and what somebody with a link is told. */
async function open() {
  const { db } = database
  const document = shop()
  document.journeys.push({ id: 'returns', name: 'Returns', steps: [{ id: 'send', name: 'Send' }] })
  await applyConfiguration(db, 'shop', document)
  await record(db, [answerOf({ comment: 'quite nice', visit: '00000000-0000-4000-8000-000000000001' })])
  const app = await readerOf(db)
  const editor = { authorization: `Bearer ${await createToken(db, 'shop', 'Ada', ['read', 'configure'], null)}` }
  const ask = async (method: 'GET' | 'POST' | 'DELETE', path: string, headers: object, payload?: object) =>
    await app.inject({ method, url: `/api/${path}`, headers: { ...headers }, ...(payload && { payload }) })
  const make = async (more: object = {}) => {
    const made = (await ask('POST', 'projects/shop/links', editor, { ...ASKED, ...more })).json<LinkItem>()
    const secret = made.link?.split('#link=')[1] ?? ''
    const by = { authorization: `Link ${secret}` }
    return { ...made, secret, look: (path: string) => ask('GET', path, by) }
  }
  return { db, ask, editor, make }
}

test('a link shows its journey, says what it is, and is listed with its last use and without its secret', async () => {
  const { ask, editor, make, db } = await open()
  const { secret, link: _address, look, ...made } = await make()
  expect(secret).toMatch(/^al_[\w-]{43}$/)
  expect(made).toMatchObject({ ...ASKED, voices: false, made_by: 'Ada', last_used_at: null })
  expect(Date.parse(made.expires_at) - Date.parse(made.created_at)).toBeCloseTo(30 * 86_400_000, -5)
  expect((await look('link')).json<LinkLook>()).toEqual({
    name: 'For the board',
    expires_at: made.expires_at,
    voices: false,
    project: { id: 'shop', name: 'Shop', zone: 'Europe/Berlin', privacy: 'open' },
    journey: { id: 'checkout', name: 'Checkout' },
    sample: false,
  })
  for (const path of [
    'feel?journey=checkout&by=step',
    'trend?journey=checkout&step=payment',
    'journeys/checkout/map',
    COMPARED,
  ])
    expect((await look(`projects/shop/${path}`)).statusCode, path).toBe(200)
  const [listed] = (await ask('GET', 'projects/shop/links', editor)).json<LinkItem[]>()
  expect(listed).toEqual({ ...made, last_used_at: expect.any(String) })
  const stored = await db.selectFrom('links').selectAll().executeTakeFirstOrThrow()
  expect(stored.hash.equals(hashOf(secret))).toBe(true)
  expect(JSON.stringify(stored)).not.toContain(secret)
})

test('no other journey is shown, however it is asked for, and it cannot be told whether there is one', async () => {
  const { make } = await open()
  const { look } = await make({ voices: true })
  const refused = await Promise.all(
    [
      'journeys/returns/map',
      'journeys/none/map',
      'feel',
      'feel?journey=',
      'feel?journey=returns',
      'feel?journey=none',
      'feel?journey=checkout&journey=returns',
      'voices',
      'voices?journey=returns',
      'compare?journey=returns&date=2026-01-05',
    ].map((path) => look(`projects/shop/${path}`)),
  )
  expect(refused.map(({ statusCode }) => statusCode)).toEqual(refused.map(() => 404))
  expect(new Set(refused.map(({ body }) => body)).size).toBe(1)
})

test('figures are not split by what people are or use, and voices not narrowed by what the team says of them', async () => {
  const { make } = await open()
  const { look } = await make({ voices: true })
  for (const path of [
    'feel?journey=checkout',
    'feel?journey=checkout&by=step,device',
    'feel?journey=checkout&by=step&where=device:mobile',
    'compare?journey=checkout&by=device&a=mobile&b=desktop',
    'voices?journey=checkout&tag=angry',
    'voices?journey=checkout&device=mobile',
  ])
    expect((await look(`projects/shop/${path}`)).statusCode, path).toBe(400)
})

test('words are shown only by a link that was made for them, and say nothing of who said them', async () => {
  const { make } = await open()
  const [figures, words] = [await make(), await make({ voices: true })]
  expect((await figures.look('projects/shop/voices?journey=checkout')).statusCode).toBe(403)
  const map = (await figures.look('projects/shop/journeys/checkout/map')).json<JourneyMap>()
  expect(map.steps.flatMap(({ voices }) => voices)).toEqual([])
  const said = { comment: 'quite nice', visit: null, page: null, traits: null, trust: 'unverified' }
  const page = (await words.look('projects/shop/voices?journey=checkout')).json<VoicesAnswer>()
  expect(page.voices).toEqual([expect.objectContaining(said)])
  const shown = (await words.look('projects/shop/journeys/checkout/map')).json<JourneyMap>()
  expect(shown.steps.flatMap(({ voices }) => voices)).toEqual([expect.objectContaining(said)])
})

test('a link that is revoked or has run out shows nothing, and both are written down with who did it', async () => {
  const { db, ask, editor, make } = await open()
  const { id, look } = await make()
  expect((await ask('DELETE', `projects/shop/links/${id}`, editor)).statusCode).toBe(204)
  expect((await look('link')).statusCode).toBe(401)
  expect((await look('projects/shop/feel?journey=checkout&by=step')).statusCode).toBe(401)
  expect((await ask('DELETE', `projects/shop/links/${id}`, editor)).statusCode).toBe(404)
  const old = await make()
  await db
    .updateTable('links')
    .set({ expires_at: new Date(Date.now() - 1) })
    .where('lane', '=', laneOf('shop'))
    .execute()
  expect((await old.look('link')).statusCode).toBe(401)
  expect((await ask('GET', 'projects/shop/links', editor)).json()).toEqual([])
  const written = await db.selectFrom('audit').select(['action', 'actor_name', 'subject']).orderBy('id').execute()
  expect(written.filter(({ action }) => action.startsWith('link.'))).toEqual([
    { action: 'link.created', actor_name: 'Ada', subject: id },
    { action: 'link.revoked', actor_name: 'Ada', subject: id },
    { action: 'link.created', actor_name: 'Ada', subject: old.id },
  ])
})

test('who only looks makes no link, and none is made to a journey that is not there or for longer than a year', async () => {
  const { db, ask, editor } = await open()
  const reader = { authorization: `Bearer ${await createToken(db, 'shop', 'x', ['read'], null)}` }
  expect((await ask('POST', 'projects/shop/links', reader, ASKED)).statusCode).toBe(403)
  expect((await ask('GET', 'projects/shop/links', reader)).statusCode).toBe(403)
  expect((await ask('POST', 'projects/shop/links', editor, { ...ASKED, journey: 'none' })).statusCode).toBe(404)
  expect((await ask('POST', 'projects/shop/links', editor, { ...ASKED, days: 367 })).statusCode).toBe(400)
})

test('after a hundred links that open nothing, an address waits', async () => {
  const { ask } = await open()
  const guess = () => ask('GET', 'link', { authorization: `Link ${newSecret(LINK_PREFIX)}` })
  for (let i = 0; i < 100; i++) expect((await guess()).statusCode).toBe(401)
  const answer = await guess()
  expect(answer.statusCode).toBe(429)
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(800)
})
