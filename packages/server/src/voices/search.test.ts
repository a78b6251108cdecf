import type { VoicesAnswer } from '@attune/protocol'
import { sql } from 'kysely'
import { expect, test } from 'vitest'

import { tellAnswers } from '../analyse/privacy-gate/tell-answers.ts'
import { applyConfiguration } from '../configure/configuration.ts'
import { WORDS } from '../database/migrations/0016_voices.ts'
import { useDatabase } from '../testing/database.ts'
import { answerAs, daysOn, promisingShop } from '../testing/promising.ts'
import { readingShop, record } from '../testing/reader.ts'
import { answerOf, shop } from '../testing/shop.ts'

const database = useDatabase()

async function open() {
  await applyConfiguration(database.db, 'shop', shop())
  const ask = await readingShop(database.db)
  const search = async (q: string, more = '') => (await ask(`voices?q=${encodeURIComponent(q)}${more}`)).body()
  return { ask, search, found: async (q: string, more = '') => said(await search(q, more)) }
}

const say = async (comment: string, locale = 'en', at = '2026-03-10T12:00:00Z') =>
  await record(database.db, [answerOf({ comment, at })], 'live', { locale })

const said = ({ voices }: VoicesAnswer): string[] => voices.map(({ comment }) => comment ?? '').toSorted()

test('a comment is read in its own language, and what is searched for, too', async () => {
  const { found } = await open()
  await say('Paying took ages', 'en-GB')
  await say('They pay nothing', 'en')
  await say('Ich zahle nicht gern', 'de-AT')
  await say('Wir zahlen zweimal', 'de')
  await say('paying', 'xx')
  expect(await found('pays')).toEqual(['Paying took ages', 'They pay nothing'])
  expect(await found('paying')).toEqual(['Paying took ages', 'They pay nothing', 'paying'])
  expect(await found('zahlen')).toEqual(['Ich zahle nicht gern', 'Wir zahlen zweimal'])
})

test('several words, words in order, one of several, and words that are not to be there', async () => {
  const { found } = await open()
  for (const text of ['The gift card was refused', 'A card as a gift', 'Slow card', 'Slow, slow voucher'])
    await say(text)
  expect(await found('gift card')).toEqual(['A card as a gift', 'The gift card was refused'])
  expect(await found('"gift card"')).toEqual(['The gift card was refused'])
  expect(await found('voucher or gift')).toEqual([
    'A card as a gift',
    'Slow, slow voucher',
    'The gift card was refused',
  ])
  expect(await found('card -gift')).toEqual(['Slow card'])
  expect(await found('-card')).toEqual(['Slow, slow voucher'])
  expect(await found('slow -"gift card"')).toEqual(['Slow card', 'Slow, slow voucher'])
})

test('what was found is marked where it stands, in units of the text as it came', async () => {
  const { search } = await open()
  await say('😀 <b>Paid</b> slow&quick.The pay-page is slow')
  const [voice] = (await search('slow pays -late "the page"')).voices
  expect(voice?.marks.map(([start, length]) => voice.comment?.slice(start, start + length))).toEqual([
    'slow',
    'pay',
    'page',
    'slow',
  ])
  expect((await search('quick')).voices[0]?.marks).toEqual([[20, 5]])
  expect((await search('-late')).voices[0]?.marks).toEqual([])
})

test('nothing to search for is said so, and why', async () => {
  const { ask, search } = await open()
  await say('The card')
  const why = async (q: string) => (await search(q)).search
  expect((await ask('voices?q=')).body().search).toBeNull()
  expect((await ask('voices?q=%20%00')).body()).toMatchObject({ search: null, voices: [{ comment: 'The card' }] })
  for (const q of ['!!!', '"', '- -', '\\', "'':*&|()"])
    expect(await search(q), q).toEqual({ voices: [], next: null, search: { q, empty: 'no_words' } })
  expect(await why('the')).toEqual({ q: 'the', empty: 'common_words' })
  expect(await why('the card')).toEqual({ q: 'the card', empty: null })
  expect(await why('die')).toEqual({ q: 'die', empty: null })
  const long = 'x'.repeat(501)
  const answer = await ask(`voices?q=${long}`)
  expect([answer.status, answer.problem().detail]).toEqual([
    400,
    'The parameter "q" has 501 characters. Search for a few words, in at most 500 characters.',
  ])
  expect((await why('漢'.repeat(500)))?.empty).toBeNull()
})

test('whatever is typed is answered', async () => {
  const { ask } = await open()
  await say('The card <b>was</b> "slow"')
  const parts = [
    ...Array.from('"\'-!&|()<>:*\\ \u0000\u00ad\u202e%😀é漢'),
    'or ',
    'card ',
    'slow',
    '<->',
    ':*',
    '!!',
    "''",
    'https://x.y/z?a=1',
  ]
  let seed = 7
  const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below
  for (let i = 0; i < 150; i++) {
    const q = Array.from({ length: random(12) }, () => parts[random(parts.length)]).join('')
    const { status, text } = await ask(`voices?q=${encodeURIComponent(q)}`)
    expect([q, status, text]).toEqual([q, 200, expect.stringContaining('"voices"')])
  }
})

test('pages of a search follow each other newest first, over days and years, without a gap or a repetition', async () => {
  const { search } = await open()
  const days = [0, 0, 0, 1, 3, 40, 41, 400, 400, 4_000]
  for (const back of days)
    await say('slow', 'en', new Date(Date.parse('2026-03-10T12:00:00Z') - back * 86_400_000).toISOString())
  await say('quick')
  const seen: string[] = []
  let cursor = ''
  for (let page = 0; page < 10; page++) {
    const { voices, next } = await search('slow', `&limit=3${cursor}`)
    seen.push(...voices.map(({ id }) => id))
    if (next === null) break
    cursor = `&cursor=${next}`
  }
  const rows = await database.db
    .selectFrom('answers')
    .select('id')
    .where('comment', '=', 'slow')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  expect(seen).toEqual(rows.map(({ id }) => id))
  expect(seen).toHaveLength(10)
})

test('a search is narrowed like everything else', async () => {
  const { found, ask } = await open()
  await record(database.db, [answerOf({ comment: 'slow one', feel: 1, at: '2026-03-10T12:00:00Z' })], 'live', {
    device: 'mobile',
    release: '2',
  })
  await record(database.db, [answerOf({ comment: 'slow two', feel: 5, at: '2026-03-12T12:00:00Z' })], 'import')
  const at = '&journey=checkout&step='
  expect(await found('slow', `${at}payment`)).toEqual(['slow one', 'slow two'])
  expect(await found('slow', `${at}cart`)).toEqual([])
  expect(await found('slow', '&journey=returns')).toEqual([])
  for (const more of ['feel=1', 'device=mobile', 'release=2', 'origin=live', 'to=2026-03-11'])
    expect(await found('slow', `&${more}`), more).toEqual(['slow one'])
  expect(await found('slow', '&from=2026-03-12')).toEqual(['slow two'])
  expect((await ask('voices?device=mobile')).body().voices).toHaveLength(1)
  await database.db.updateTable('answers').set({ project_id: 'foreign' }).execute()
  expect(await found('slow')).toEqual([])
})

test('the index is what is asked', async () => {
  await open()
  const query = sql`select id from answers where comment is not null and ${sql.raw(WORDS)} @@ '''x'' & ''shop english'''::tsquery`
  const { rows } = await database.db.connection().execute(async (one) => {
    await sql`set enable_seqscan = off`.execute(one)
    await sql`set enable_indexscan = off`.execute(one)
    return await sql<{ 'QUERY PLAN': string }>`explain ${query}`.execute(one)
  })
  expect(JSON.stringify(rows)).toContain('answers_by_words')
})

test('behind the privacy gate only what was told of is found, letter by letter, whatever its locale', async () => {
  const ask = await promisingShop(database.db)
  const search = async (q: string) => said((await ask(`voices?q=${q}`)).body())
  await answerAs(database.db, [1, 2, 3], { comment: 'Paying the card', context: { locale: 'en' } })
  await answerAs(database.db, [4, 5], { comment: 'paying the card', context: { locale: 'en' } })
  expect(await search('paying')).toEqual([])
  await tellAnswers(database.db, daysOn(1))
  expect(await search('paying')).toHaveLength(5)
  // In English "the" is no word and "pays" is "paying": who finds the one and not the other would know the locale.
  expect(await search('the')).toHaveLength(5)
  expect(await search('pays')).toEqual([])
  const { status, problem } = await ask('voices?q=paying&locale=en')
  expect([status, problem().code]).toEqual([403, 'forbidden'])
})
