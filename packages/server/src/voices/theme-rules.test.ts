import type { AnsweredEvent, ThemeRule, ThemeRules } from '@attune/protocol'
import { expect, test } from 'vitest'

import { applyConfiguration } from '../configure/configuration.ts'
import { exportProject } from '../privacy/export.ts'
import { annotatingShop } from '../testing/annotator.ts'
import { useDatabase } from '../testing/database.ts'
import { record } from '../testing/reader.ts'
import { answerOf, shop } from '../testing/shop.ts'

const database = useDatabase()

async function open() {
  await applyConfiguration(database.db, 'shop', shop())
  const call = await annotatingShop(database.db)
  const read = async () => await call('GET', 'theme-rules')
  const save = async (rules: ThemeRule[], seen?: string) =>
    await call('PUT', 'theme-rules', { rules }, { 'if-match': seen ?? (await read()).etag })
  const themes = async () => (await call('GET', 'themes?journey=checkout&limit=20')).body.sides[0]?.themes
  return { call, read, save, themes }
}

/** So many people who each say one of these in turn. */
function people(count: number, texts: readonly string[], more: Partial<AnsweredEvent> = {}): AnsweredEvent[] {
  return Array.from({ length: count }, (_, i) => answerOf({ ...more, comment: texts[i % texts.length] ?? '' }))
}

const rule = (id: string, name: string, terms: string[], except?: string[]): ThemeRule => ({
  id,
  name,
  terms,
  ...(except && { except }),
})

/** Bad faces speak of vouchers and codes, each twelve people and six of them of both; good ones of nothing. */
async function speak(): Promise<void> {
  await record(database.db, people(6, ['voucher'], { feel: 1 }))
  await record(database.db, people(6, ['coupon'], { feel: 1 }))
  await record(database.db, people(6, ['coupon, that voucher'], { feel: 1 }))
  await record(database.db, people(40, ['lamp'], { feel: 2 }))
  await record(database.db, people(60, ['lamp'], { feel: 5 }))
}

test('nobody has said anything: an empty list; what is kept comes back as it was understood', async () => {
  const { read, save } = await open()
  expect(await read()).toMatchObject({
    etag: '"0"',
    body: { revision: 0, rules: [], changed_at: null, changed_by: '' },
  })
  const saved = await save([
    rule('vouchers', '  Codes and\u0000 vouchers', ['Voucher', 'coupon ', 'voucher'], ['Gift  Card']),
  ])
  expect(saved).toMatchObject({ status: 200, etag: '"1"', body: { revision: 1, changed_by: 'analyst' } })
  expect(saved.body.rules).toEqual([
    { id: 'vouchers', name: 'Codes and vouchers', terms: ['voucher', 'coupon'], except: ['gift card'] },
  ])
  expect((await read()).body).toEqual(saved.body)
  expect((await save(saved.body.rules)).body.revision).toBe(1)
  const kept: unknown[] = []
  for await (const line of exportProject(database.db, 'shop', new Date()))
    if (line.startsWith('{"kind":"theme_rules"')) kept.push((JSON.parse(line) as ThemeRules).rules)
  expect(kept).toEqual([saved.body.rules])
  const audit = await database.db.selectFrom('audit').selectAll().where('action', '=', 'theme_rules.changed').execute()
  expect(audit).toMatchObject([{ before: [], after: saved.body.rules, actor_name: 'analyst' }])
})

test('nobody overwrites what they have not seen', async () => {
  const { call, save } = await open()
  const one = [rule('a', 'A', ['a1'])]
  expect((await call('PUT', 'theme-rules', { rules: one })).status).toBe(428)
  expect((await save(one, '"0"')).status).toBe(200)
  expect((await save([rule('b', 'B', ['b1'])], '"0"')).status).toBe(412)
  expect((await save([], '"1"')).body).toMatchObject({ revision: 2, rules: [] })
  const viewer = await annotatingShop(database.db, ['read'])
  expect((await viewer('PUT', 'theme-rules', { rules: one }, { 'if-match': '*' })).status).toBe(403)
})

test('what contradicts itself is refused, with the rule and the way out', async () => {
  const { save } = await open()
  const details = async (...rules: ThemeRule[]) => {
    const { status, detail } = await save(rules)
    expect(status).toBe(400)
    return detail
  }
  expect(await details(rule('a', 'A', ['card']), rule('b', 'B', ['Card']))).toBe(
    '"card" is in "A" and in "B". A term is in one rule.',
  )
  expect(await details(rule('a', 'A', ['x1']), rule('a', 'B', ['y1']))).toContain('Two rules have the id "a"')
  expect(await details(rule('a', 'A', ['one two three']))).toContain('"one two three"')
  expect(await details(rule('a', ' ', ['x1']))).toContain('no name')
  expect(await details(rule('a', 'A', ['x1'], ['x1']))).toContain('excepts it')
})

test('terms of one rule are one theme under its name, and each person counts once', async () => {
  const { save, themes } = await open()
  await speak()
  expect(await themes()).toMatchObject([
    { term: 'coupon', name: 'coupon', rule: null, people: 12 },
    { term: 'voucher', name: 'voucher', rule: null, people: 12 },
  ])
  await save([rule('codes', 'Codes', ['voucher', 'coupon', 'nobody says this'].slice(0, 2))])
  const merged = await themes()
  expect(merged).toMatchObject([
    { name: 'Codes', rule: 'codes', term: 'coupon', also: ['voucher'], people: 18, others: 0, comments: 18 },
  ])
  expect(merged?.[0]?.quotes.length).toBeGreaterThan(0)
  expect(await themes()).toEqual(merged)
})

test('a term in a rule of its own is a theme of its own, and what a rule excepts is not in it', async () => {
  const { save, themes } = await open()
  await speak()
  await record(database.db, people(14, ['voucher'], { feel: 1 }))
  await save([rule('v', 'Vouchers', ['voucher'], ['coupon'])])
  expect(await themes()).toMatchObject([
    { name: 'Vouchers', rule: 'v', term: 'voucher', people: 20, comments: 20 },
    { name: 'coupon', rule: null, people: 12 },
  ])
  await save([rule('v', 'Vouchers', ['voucher']), rule('c', 'Coupons', ['coupon'])])
  expect((await themes())?.map(({ name, people: n }) => [name, n])).toEqual([
    ['Vouchers', 26],
    ['Coupons', 12],
  ])
})
