import { expect, it } from 'vitest'

import { useDatabase } from '../testing/database.ts'
import { managedShop } from '../testing/manager.ts'
import { record } from '../testing/reader.ts'
import { enteredOf, shop } from '../testing/shop.ts'

const database = useDatabase()
const AT = 'prompts/payment-feel'
const asking = (question: string) => ({ step: 'checkout/payment', wording: { default: { question } } })

it('a draft changes nothing for anybody until it is published, and then all of it', async () => {
  const { call, config } = await managedShop(database.db)
  const before = await call('GET', AT)
  expect([before.body.status, before.body.version, before.body.draft]).toEqual(['live', 1, null])

  const saved = await call('PUT', `${AT}/draft`, asking('Was paying easy?'), { 'if-match': before.etag })
  expect([saved.status, saved.etag === before.etag]).toEqual([200, false])
  expect(saved.body.changes.map((change) => [change.place, change.breaks])).toEqual([
    ['wording.default.question', true],
  ])
  expect(saved.body.checks.map((check) => [check.level, check.code])).toContainEqual(['warn', 'new_series'])
  expect((await call('GET', AT)).etag).toBe(saved.etag)
  expect((await config()).prompts[0]?.wording.default.question).toBe('How did paying feel?')

  const published = await call('POST', `${AT}/publish`, undefined, { 'if-match': saved.etag })
  expect(published.body).toMatchObject({
    version: 2,
    draft: null,
    is_new_version: true,
    is_new_series: true,
    published_by: 'editor',
    changes: [],
    checks: [],
  })
  expect((await config()).prompts[0]).toMatchObject({
    version: 2,
    wording: { default: { question: 'Was paying easy?' } },
  })
})

it('a prompt is made as a draft, listed as one, and goes live when it is published', async () => {
  const { call } = await managedShop(database.db)
  const saved = await call('PUT', 'prompts/cart-feel/draft', { ...asking('And the cart?'), step: 'checkout/cart' }, NEW)
  expect([saved.status, saved.body.status, saved.body.published]).toEqual([200, 'draft', null])
  const list = await call('GET', 'prompts')
  expect(list.body).toMatchObject([
    {
      id: 'cart-feel',
      step: 'checkout/cart',
      question: 'And the cart?',
      status: 'draft',
      version: null,
      has_draft: true,
    },
    { id: 'payment-feel', status: 'live', version: 1, has_draft: false },
  ])
  const published = await call('POST', 'prompts/cart-feel/publish', undefined, { 'if-match': saved.etag })
  expect(published.body).toMatchObject({ status: 'live', version: 1, is_new_version: true, is_new_series: false })
})

it('what contradicts itself can be kept and cannot be published; what has no shape is not kept', async () => {
  const { call } = await managedShop(database.db)
  const saved = await call('PUT', 'prompts/odd/draft', { ...asking('?'), step: 'checkout/pay' }, NEW)
  const invalid = 'step: there is no step "checkout/pay"; did you mean "checkout/payment"?'
  expect(saved.body.checks[0]).toEqual({ level: 'stop', code: 'invalid', text: invalid })
  const refused = await call('POST', 'prompts/odd/publish', undefined, { 'if-match': saved.etag })
  expect([refused.status, refused.body]).toMatchObject([422, { code: 'invalid_configuration', detail: invalid }])
  const shapeless = await call('PUT', 'prompts/odd/draft', { step: 'checkout/cart' }, { 'if-match': saved.etag })
  expect([shapeless.status, shapeless.body]).toMatchObject([422, { detail: 'the document: "wording" is missing' }])
  const renamed = await call('PUT', 'prompts/odd/draft', { ...asking('?'), id: 'even' }, { 'if-match': saved.etag })
  expect(renamed.status).toBe(422)
})

it('a draft that says what is published is none', async () => {
  const { call } = await managedShop(database.db)
  const { etag, body } = await call('GET', AT)
  const saved = await call('PUT', `${AT}/draft`, asking('Other?'), { 'if-match': etag })
  const same = await call('PUT', `${AT}/draft`, body.published, { 'if-match': saved.etag })
  expect([same.status, same.body.draft]).toEqual([200, null])
  const nothing = await call('POST', `${AT}/publish`, undefined, { 'if-match': same.etag })
  expect([nothing.status, nothing.body]).toMatchObject([409, { code: 'conflict' }])
})

it('schedule and quota make no version, and are published all the same', async () => {
  const { call, config } = await managedShop(database.db)
  const { etag } = await call('GET', AT)
  const draft = {
    ...asking('How did paying feel?'),
    schedule: { until: '2020-01-01T00:00:00Z' },
    quota: { answers: 50 },
  }
  const saved = await call('PUT', `${AT}/draft`, draft, { 'if-match': etag })
  expect(saved.body.changes.map((change) => change.place)).toEqual(['schedule.until', 'quota'])
  expect(saved.body.checks.map((check) => check.code)).toContain('ended_schedule')
  const published = await call('POST', `${AT}/publish`, undefined, { 'if-match': saved.etag })
  expect(published.body).toMatchObject({ version: 1, is_new_version: false, published: draft })
  expect((await config()).prompts[0]?.schedule).toEqual({ until: '2020-01-01T00:00:00Z' })
})

it('a prompt is paused, resumed and ended, and pages follow', async () => {
  const { call, config } = await managedShop(database.db)
  let { etag } = await call('GET', AT)
  for (const [act, status, asked] of [
    ['pause', 'paused', 0],
    ['resume', 'live', 1],
    ['end', 'ended', 0],
    ['resume', 'live', 1],
  ] as const) {
    const answer = await call('POST', `${AT}/${act}`, undefined, { 'if-match': etag })
    expect([act, answer.body.status, (await config()).prompts.length]).toEqual([act, status, asked])
    etag = answer.etag
  }
  const { etag: draft } = await call('PUT', 'prompts/new/draft', asking('New?'), NEW)
  expect((await call('POST', 'prompts/new/pause', undefined, { 'if-match': draft })).status).toBe(409)
  expect((await call('POST', 'prompts/nobody/pause', undefined, { 'if-match': '"x"' })).status).toBe(404)
})

it('a removed prompt leaves its versions, and goes on at the next one when it comes back', async () => {
  const { call, config } = await managedShop(database.db)
  const { etag } = await call('GET', AT)
  expect((await call('DELETE', AT, undefined, { 'if-match': etag })).status).toBe(204)
  expect([(await call('GET', AT)).status, (await config()).prompts]).toEqual([404, []])
  const versions = await call('GET', `${AT}/versions`)
  expect(versions.body.map((one) => one.version)).toEqual([1])

  const restored = await call('POST', `${AT}/restore`, { version: 1 }, NEW)
  expect(restored.body).toMatchObject({ status: 'draft', draft: { wording: shop().prompts[0]?.wording } })
  const again = await call('PUT', `${AT}/draft`, asking('Second?'), { 'if-match': restored.etag })
  const published = await call('POST', `${AT}/publish`, undefined, { 'if-match': again.etag })
  expect(published.body).toMatchObject({ version: 2, is_new_series: true })
})

it('a draft is discarded; of a prompt that was never published nothing is left', async () => {
  const { call } = await managedShop(database.db)
  const { etag } = await call('GET', AT)
  const saved = await call('PUT', `${AT}/draft`, asking('Other?'), { 'if-match': etag })
  const discarded = await call('DELETE', `${AT}/draft`, undefined, { 'if-match': saved.etag })
  expect([discarded.status, discarded.body.draft, discarded.etag]).toEqual([200, null, etag])
  const fresh = await call('PUT', 'prompts/new/draft', asking('New?'), NEW)
  expect((await call('DELETE', 'prompts/new/draft', undefined, { 'if-match': fresh.etag })).status).toBe(204)
  expect((await call('GET', 'prompts/new')).status).toBe(404)
})

it('whoever may only read changes nothing, and sees everything', async () => {
  const { call, token } = await managedShop(database.db)
  const authorization = `Bearer ${await token(['read'])}`
  const { etag, status } = await call('GET', AT, undefined, { authorization })
  expect(status).toBe(200)
  for (const [method, path] of [
    ['PUT', `${AT}/draft`],
    ['DELETE', `${AT}/draft`],
    ['DELETE', AT],
    ...['publish', 'pause', 'resume', 'end', 'restore'].map((act) => ['POST', `${AT}/${act}`] as const),
  ] as const) {
    const answer = await call(method, path, {}, { authorization, 'if-match': etag })
    expect([path, answer.status]).toEqual([path, 403])
  }
})

it('every change is written down with who made it', async () => {
  const { call } = await managedShop(database.db)
  const { etag } = await call('GET', AT)
  const saved = await call('PUT', `${AT}/draft`, asking('Other?'), { 'if-match': etag })
  const published = await call('POST', `${AT}/publish`, undefined, { 'if-match': saved.etag })
  const paused = await call('POST', `${AT}/pause`, undefined, { 'if-match': published.etag })
  await call('DELETE', AT, undefined, { 'if-match': paused.etag })
  const rows = await database.db
    .selectFrom('audit')
    .select(['action', 'subject', 'actor_name', 'before', 'after'])
    .where('subject', '=', 'payment-feel')
    .orderBy('id')
    .execute()
  const worded = (question: string) => ({ wording: { default: { question } } })
  expect(rows).toMatchObject([
    {
      action: 'prompt.published',
      actor_name: 'editor',
      before: worded('How did paying feel?'),
      after: worded('Other?'),
    },
    { action: 'prompt.paused', before: { status: 'live' }, after: { status: 'paused' } },
    { action: 'prompt.removed', before: worded('Other?'), after: null },
  ])
})

it('what speaks against a draft is worked out from what was counted', async () => {
  const { call } = await managedShop(database.db)
  const draft = { ...asking('And failing?'), on: 'failed' }
  const saved = await call('PUT', 'prompts/fail-feel/draft', draft, NEW)
  expect(saved.body.checks.map((check) => check.code)).toEqual(['no_match'])

  await record(database.db, [enteredOf(), enteredOf(), enteredOf()], 'live', { locale: 'en-GB' })
  await record(database.db, [enteredOf()], 'live', { locale: 'fr-FR' })
  // Sample history is nobody's language.
  await record(database.db, [enteredOf(), enteredOf()], 'sample', { locale: 'it' })
  const { checks } = (await call('GET', 'prompts/fail-feel')).body
  expect(checks.map(({ code, text }) => [code, text.split(',')[0]])).toEqual([
    ['missing_locale', '25 % of people came in French in the last 14 days'],
  ])
})

const NEW = { 'if-none-match': '*' }
