import { createHmac } from 'node:crypto'

import { expect, it } from 'vitest'

import { verifyCounts } from '../aggregate/verify.ts'
import { applyConfiguration } from '../configure/configuration.ts'
import { createRandom } from '../demo/random.ts'
import { useDatabase } from '../testing/database.ts'
import { answerOf, batchOf, countsOf, KEY, openShop, send, SERVICE_SECRET, shop } from '../testing/shop.ts'
import { createIdentify, identitySecretOf } from './identity.ts'

const database = useDatabase()
const NOW = new Date('2026-11-23T10:00:00Z')
const SECONDS = NOW.getTime() / 1_000
const secret = identitySecretOf(SERVICE_SECRET, 'shop')
const identify = createIdentify(SERVICE_SECRET)

function tokenOf(claims: object, { alg = 'HS256', key = secret, hash = 'sha256' } = {}): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const text = `${part({ alg, typ: 'JWT' })}.${part(claims)}`
  return `${text}.${createHmac(hash, key).update(text).digest('base64url')}`
}

const GOOD = { sub: 'user-4711', aud: 'shop', exp: SECONDS + 600 }

it('a good token proves a person, who is the same each time and cannot be read back', () => {
  const person = identify(tokenOf(GOOD), 'shop', NOW)
  expect(person).toMatch(/^v_[\w-]{43}$/)
  expect(identify(tokenOf({ ...GOOD, exp: SECONDS + 60, plan: 'pro' }), 'shop', NOW)).toBe(person)
  expect(identify(tokenOf({ ...GOOD, sub: 'user-4712' }), 'shop', NOW)).not.toBe(person)
  expect(person).not.toContain('4711')
})

it.each([
  ['expired', tokenOf({ ...GOOD, exp: SECONDS })],
  ['without an end', tokenOf({ sub: 'x', aud: 'shop' })],
  ['with an end next year', tokenOf({ ...GOOD, exp: SECONDS + 30_000_000 })],
  ['not valid yet', tokenOf({ ...GOOD, nbf: SECONDS + 60 })],
  ['for another project', tokenOf({ ...GOOD, aud: 'other' })],
  ['for several projects', tokenOf({ ...GOOD, aud: ['shop', 'other'] })],
  ['of nobody', tokenOf({ aud: 'shop', exp: SECONDS + 600 })],
  ['of an object', tokenOf({ ...GOOD, sub: { id: 1 } })],
  ['signed for another project', tokenOf(GOOD, { key: identitySecretOf(SERVICE_SECRET, 'other') })],
  ['signed with the public key', tokenOf(GOOD, { key: KEY })],
  ['signed with nothing', tokenOf(GOOD, { key: '' })],
  ['of no algorithm', tokenOf(GOOD, { alg: 'none' })],
  ['of another algorithm', tokenOf(GOOD, { alg: 'HS512', hash: 'sha512' })],
  ['of another algorithm by name', tokenOf(GOOD, { alg: 'RS256' })],
  ['without a signature', `${tokenOf(GOOD).split('.').slice(0, 2).join('.')}.`],
  ['of two parts', tokenOf(GOOD).split('.').slice(0, 2).join('.')],
  ['of four parts', `${tokenOf(GOOD)}.x`],
  ['too long', tokenOf({ ...GOOD, pad: 'x'.repeat(4_000) })],
  ['empty', ''],
])('a token that is %s proves nobody', (_name, token) => {
  expect(identify(token, 'shop', NOW)).toBeNull()
})

it('of ten thousand tokens that are changed anywhere none proves anybody', () => {
  const random = createRandom(11)
  const good = tokenOf(GOOD)
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ '
  let proven = 0
  for (let i = 0; i < 10_000; i++) {
    const chars = good.split('')
    for (let n = 0; n <= random() * 3; n++) {
      const at = Math.floor(random() * chars.length)
      const char = alphabet[Math.floor(random() * alphabet.length)] ?? ''
      chars.splice(at, random() < 0.8 ? 1 : 0, char)
    }
    const changed = chars.join('')
    if (changed !== good && identify(changed, 'shop', NOW) !== null) proven++
  }
  expect(proven).toBe(0)
})

it('an answer says whether its person is proven, and a token that does not hold costs no answer', async () => {
  const { app } = await openShop(database.db)
  await applyConfiguration(database.db, 'other', { ...shop(), project: { name: 'Other', keys: ['pk_other'] } })
  const exp = Math.floor(Date.now() / 1_000) + 60
  const good = tokenOf({ sub: 'user-4711', aud: 'shop', exp })
  for (const identity of [good, `${good}x`, undefined])
    expect((await send(app, batchOf([answerOf()], identity === undefined ? {} : { identity }))).body).toEqual({
      accepted: 1,
      rejected: [],
    })
  await send(app, batchOf([answerOf()], { identity: good }), 'text/plain', 'pk_other')
  const rows = await database.db
    .selectFrom('answers')
    .select(['project_id', 'trust', 'visitor'])
    .orderBy('trust')
    .execute()
  expect(rows.map(({ project_id, trust }) => `${project_id} ${trust}`).toSorted()).toEqual([
    'other unverified',
    'shop unverified',
    'shop unverified',
    'shop verified',
  ])
  expect(rows.find(({ trust }) => trust === 'verified')?.visitor).toMatch(/^v_/)
  expect(await countsOf(database.db, 'verified')).toEqual({ 4: 1 })
  expect(await verifyCounts(database.db)).toEqual([])
})

it('how much a time was corrected is kept with the answer', async () => {
  const { app } = await openShop(database.db)
  const hour = 3_600_000
  const sent_at = new Date(Date.now() - hour).toISOString()
  await send(app, batchOf([answerOf({ at: sent_at })], { sent_at }))
  await send(app, batchOf([answerOf()]))
  const rows = await database.db.selectFrom('answers').select('corrected_ms').orderBy('corrected_ms').execute()
  expect(rows[0]?.corrected_ms).toBe(0)
  expect(Math.abs((rows[1]?.corrected_ms ?? 0) - hour)).toBeLessThan(5_000)
})

it('what a crawler reports is refused as such and in the books; apps, servers and browsers are not crawlers', async () => {
  const { app } = await openShop(database.db)
  const post = async (agent: string) => {
    const headers = { 'content-type': 'text/plain', 'user-agent': agent }
    const payload = JSON.stringify(batchOf([answerOf(), { type: 'nonsense' }]))
    return (await app.inject({ method: 'POST', url: `/v1/events?key=${KEY}`, headers, payload }))
      .json<{ rejected: { reason: string }[] }>()
      .rejected.map(({ reason }) => reason)
  }
  expect(await post('Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)')).toEqual(['bot', 'bot'])
  expect(
    await post(
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36',
    ),
  ).toEqual(['malformed'])
  for (const agent of ['okhttp/4.12.0', 'curl/8.5.0', 'node', '']) expect(await post(agent)).toEqual(['malformed'])
  expect(await countsOf(database.db, 'refused')).toEqual({ bot: 2, malformed: 5 })
})
