import type { Context, DryRun, PromptDocument, RespectAnswer, WireEvent, WouldAskAnswer } from '@attune/protocol'
import cookie from '@fastify/cookie'
import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox'
import Fastify from 'fastify'
import { beforeEach, expect, it, vi } from 'vitest'

import { createGuard } from '../access/guard.ts'
import { createToken } from '../access/tokens.ts'
import { applyConfiguration } from '../configure/configuration.ts'
import { createDirectory } from '../configure/directory.ts'
import { laneOf } from '../database/lane.ts'
import { registerProblems } from '../problems.ts'
import { useDatabase } from '../testing/database.ts'
import { record } from '../testing/reader.ts'
import { answerOf, shop } from '../testing/shop.ts'
import { planRoutes } from './routes.ts'

const database = useDatabase()

/** A Thursday. */
const NOW = new Date('2026-11-26T11:00:00Z')

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  return () => vi.useRealTimers()
})

async function openPlan(document = shop()) {
  const { db } = database
  await applyConfiguration(db, 'shop', document)
  // The database goes by a clock of its own, and nothing is counted before it was published.
  await db.updateTable('prompt_versions').set({ published_at: NOW }).execute()
  const app = Fastify()
  app.setValidatorCompiler(TypeBoxValidatorCompiler)
  registerProblems(app)
  await app.register(cookie)
  await app.register(planRoutes, { db, directory: createDirectory(db), guard: createGuard(db, { secure: false }) })
  const reader = await createToken(db, 'shop', 'reader', ['read'], null)
  const writer = await createToken(db, 'shop', 'writer', ['read', 'configure'], null)
  const call = async <P extends string>(method: 'GET' | 'POST', path: P, payload?: object, token = writer) => {
    const headers = { authorization: `Bearer ${token}` }
    const url = `/api/projects/shop/${path}`
    const answer = await app.inject({ method, url, headers, ...(payload && { payload }) })
    return { status: answer.statusCode, body: answer.json<AnswerTo<P>>(), headers: answer.headers }
  }
  return { call, reader }
}

/** What is answered at a path below the project. */
type AnswerTo<P extends string> = P extends `respect${string}`
  ? RespectAnswer
  : P extends `${string}/would-ask`
    ? WouldAskAnswer
    : DryRun

function at(day: string) {
  return `${day}T12:00:00Z`
}

const place = { prompt: 'payment-feel', version: 1, step: 'checkout/payment' }

function times<T>(n: number, make: () => T): T[] {
  return Array.from({ length: n }, make)
}

function shown(
  n: number,
  day: string,
  answered: number,
  left: Partial<Record<'closed' | 'ignored' | 'never', number>>,
) {
  const events: WireEvent[] = [
    ...times(n, (): WireEvent => ({ type: 'shown', ...place, at: at(day), share: 1 })),
    ...times(answered, () => answerOf({ at: at(day), took_ms: 4_001 })),
  ]
  for (const how of ['closed', 'ignored', 'never'] as const)
    events.push(...times(left[how] ?? 0, (): WireEvent => ({ type: 'dismissed', ...place, at: at(day), how })))
  return events
}

async function storeDraft(content: Partial<PromptDocument>, prompt = 'payment-feel') {
  const draft = { ...shop().prompts[0], id: prompt, ...content }
  const row = { lane: laneOf('shop'), project_id: 'shop', prompt, content: JSON.stringify(draft) }
  await database.db.insertInto('prompt_drafts').values(row).execute()
}

async function recordWeeks(context: Context = { device: 'mobile', locale: 'de-DE' }) {
  const completed = (day: string): WireEvent => ({ type: 'completed', step: 'checkout/payment', at: at(day) })
  await record(database.db, [...times(14, () => completed('2026-11-12')), completed('2026-11-25')], 'live', context)
  // Before the fourteen days, and today, which is not over.
  await record(database.db, [completed('2026-11-11'), completed('2026-11-26')], 'live', context)
}

it('a dry run counts the last 14 whole days, by what is published, by the draft, or by what was sent along', async () => {
  const { call } = await openPlan()
  await recordWeeks()
  const path = 'prompts/payment-feel/dry-run'
  const published = await call('POST', path)
  expect(published).toMatchObject({ status: 200, headers: { 'cache-control': 'no-store' } })
  expect(published.body).toMatchObject({ from: '2026-11-12', to: '2026-11-25', reached_per_day: 15 / 14 })
  expect(published.body).toMatchObject({
    asked_per_day: 15 / 14,
    response_rate_from: 'assumed',
    share_for_target: null,
  })

  await storeDraft({ share: 0.5 })
  expect((await call('POST', path, {})).body.asked_per_day).toBe(7.5 / 14)
  const prompt = { ...shop().prompts[0], share: 0.1, who: { devices: ['desktop'] } }
  expect((await call('POST', path, { prompt })).body.reached_per_day).toBe(0)
  const target = await call('POST', path, { answers_per_week: 0.6 })
  expect(target.body.share_for_target).toBeCloseTo(0.8, 10)
  const wanting = { ...shop().prompts[0], answersPerWeek: 0.6 }
  expect((await call('POST', path, { prompt: wanting })).status, 'whole answers alone').toBe(422)
  const one = await call('POST', path, { prompt: { ...wanting, answersPerWeek: 1 } })
  expect(one.body.share_for_target, 'what the prompt itself wants').toBe(1)
})

it('a project whose first day is today is forecast from it; one without any has no figures', async () => {
  const { call } = await openPlan()
  const path = 'prompts/payment-feel/dry-run'
  expect((await call('POST', path)).body).toMatchObject({ to: '2026-11-25', reached_per_day: null })
  await record(database.db, [{ type: 'completed', step: 'checkout/payment', at: NOW.toISOString() }])
  expect((await call('POST', path)).body).toMatchObject({
    from: '2026-11-26',
    to: '2026-11-26',
    reached_per_day: 1,
    notes: expect.arrayContaining(['Counted so far: one day. Weekends may look different.']) as string[],
  })
})

it('other live prompts of the journey are told of, of others and paused ones nothing', async () => {
  const document = shop()
  const [prompt] = document.prompts
  if (prompt)
    document.prompts.push(
      { ...prompt, id: 'second', share: 0.5 },
      { ...prompt, id: 'paused', status: 'paused' },
      { ...prompt, id: 'elsewhere', step: 'returns/form' },
    )
  document.journeys.push({ id: 'returns', name: 'Returns', steps: [{ id: 'form', name: 'Form' }] })
  const { call } = await openPlan(document)
  await recordWeeks()
  const { body } = await call('POST', 'prompts/payment-feel/dry-run')
  expect(body.crowds_out).toEqual([{ prompt: 'second', people_per_day: 7.5 / 14 }])
  expect(body.notes.join()).not.toContain('elsewhere')
})

it('what cannot be tried is refused, and says where', async () => {
  const { call, reader } = await openPlan()
  const path = 'prompts/payment-feel/dry-run'
  const prompt = { ...shop().prompts[0], step: 'checkout/pay' }
  expect(await call('POST', path, { prompt })).toMatchObject({
    status: 422,
    body: { detail: 'prompts[0].step: there is no step "checkout/pay"; did you mean "checkout/payment"?' },
  })
  expect((await call('POST', path, { prompt: { ...shop().prompts[0], id: 'other' } })).status).toBe(400)
  expect((await call('POST', path, { answers_per_week: 0 })).status).toBe(400)
  expect((await call('POST', path, { answer_per_week: 1 })).status).toBe(400)
  expect((await call('POST', 'prompts/nothing/dry-run')).status).toBe(404)
  expect((await call('POST', path, {}, reader)).status).toBe(403)
})

it('whether it would be asked is said of the draft, of the budget and of the quota', async () => {
  const document = shop()
  const { call, reader } = await openPlan(document)
  const ask = async (body: object) => (await call('POST', 'prompts/payment-feel/would-ask', body, reader)).body
  expect(await ask({ page: '/pay' })).toMatchObject({ asked: true, reason: 'asked' })
  expect(await ask({ page: '/pay', is_returning: false })).toMatchObject({ asked: false, reason: 'first_session' })
  await storeDraft({ who: { devices: ['mobile'] } })
  expect(await ask({ page: '/pay', device: 'desktop' })).toEqual({
    asked: false,
    reason: 'device',
    text: 'No: it is meant for other devices: mobile.',
  })
  expect((await call('POST', 'prompts/payment-feel/would-ask', { page: '' })).status).toBe(400)
  expect((await call('POST', 'prompts/nothing/would-ask', { page: '/' })).status).toBe(404)
})

it('a prompt with as many answers as it was meant to get is asked nobody any more', async () => {
  const document = shop()
  Object.assign(document.prompts[0] ?? {}, { quota: { answers: 2 } })
  Object.assign(document.project, { budget: { sameStepDays: 0, firstSession: true } })
  const { call } = await openPlan(document)
  const ask = async () =>
    (await call('POST', 'prompts/payment-feel/would-ask', { page: '/', is_returning: false })).body
  expect(await ask()).toMatchObject({ reason: 'asked' })
  await record(database.db, [answerOf({ at: NOW.toISOString() }), answerOf({ at: NOW.toISOString() })])
  vi.setSystemTime(NOW.getTime() + 6_000)
  expect(await ask()).toMatchObject({ reason: 'full' })
})

it('respect says per week how people left a prompt, what it took of them, and when it becomes a nuisance', async () => {
  const { call, reader } = await openPlan()
  await record(database.db, shown(40, '2026-11-18', 10, { closed: 10, ignored: 19, never: 1 }))
  await record(database.db, shown(10, '2026-11-24', 1, { closed: 9 }))
  await record(database.db, [
    answerOf({ at: at('2026-11-24'), took_ms: 86_400_000 }),
    answerOf({ at: at('2026-11-24') }),
  ])
  await record(database.db, [answerOf({ at: at('2026-11-24'), unprompted: true })])
  await record(database.db, shown(30, '2026-10-01', 0, { closed: 30 }))
  const { status, body } = await call('GET', 'respect', undefined, reader)
  const of = { prompt: 'payment-feel', step: 'checkout/payment' }
  expect([status, body]).toEqual([
    200,
    {
      from: '2026-10-05',
      to: '2026-11-26',
      rows: [
        {
          ...of,
          week: '2026-W48',
          shown: 10,
          answered: 3,
          dismissed: 9,
          ignored: 0,
          never: 0,
          // 4 s, five minutes at most, and a glance for one whose time is unknown and each of nine.
          seconds: 4 + 300 + 2 + 18,
          dismiss_rate: 0.9,
          is_nuisance: false,
        },
        {
          ...of,
          week: '2026-W47',
          shown: 40,
          answered: 10,
          dismissed: 10,
          ignored: 19,
          never: 1,
          seconds: 40 + 60,
          dismiss_rate: 11 / 40,
          is_nuisance: true,
        },
      ],
    },
  ])
  const short = await call('GET', 'respect?weeks=1', undefined, reader)
  expect([short.body.from, short.body.rows.length]).toEqual(['2026-11-23', 1])
  for (const query of ['weeks=0', 'weeks=53', 'week=2'])
    expect([query, (await call('GET', `respect?${query}`)).status]).toEqual([query, 400])
})

it('answers that are set aside took time, too, and a rise is one against the weeks before', async () => {
  const { call } = await openPlan()
  const where = { lane: laneOf('shop'), project_id: 'shop', journey: 'checkout', step: 'payment', variant: '' }
  const segment = { device: '', locale: '', release: '', origin: 'live' as const }
  const count = (day: string, measure: string, n: number, value = '') => {
    return { ...where, ...segment, prompt: 'payment-feel', version: 1, day, measure, value, n }
  }
  const earlier = ['2026-11-03', '2026-11-10', '2026-11-17'].flatMap((day) => [
    count(day, 'shown', 400),
    count(day, 'dismissed', 20, 'closed'),
  ])
  const now = [count('2026-11-24', 'shown', 400), count('2026-11-24', 'dismissed', 80, 'never')]
  const aside = count('2026-11-24', 'set_aside', 3, 'repeated')
  await database.db
    .insertInto('counts')
    .values([...earlier, ...now, aside])
    .execute()
  const { body } = await call('GET', 'respect?weeks=1')
  expect(body.rows).toMatchObject([{ answered: 3, never: 80, dismiss_rate: 0.2, is_nuisance: true }])
})

it('a draft that makes pairs is tried among the prompts that are there', async () => {
  const document = shop()
  document.journeys[0]?.steps.push({ id: 'done', name: 'Done' })
  const wording = { default: { question: 'How was all of it?' } }
  const cart = { id: 'cart-feel', step: 'checkout/cart', wording }
  document.prompts.push(cart)
  const { call } = await openPlan(document)
  const prompt = { id: 'whole', step: 'checkout/done', wording, pairWith: ['payment-feel', 'cart-feel'] }
  const tried = await call('POST', 'prompts/whole/dry-run', { prompt })
  expect(tried.body.notes[0]).toContain('Nothing has been counted')
  expect(tried.body.notes.join()).toContain('It makes pairs')
  const wrong = await call('POST', 'prompts/whole/dry-run', { prompt: { ...prompt, pairWith: ['nobody'] } })
  expect(wrong.status).toBe(422)
  const odd = await call('POST', 'prompts/whole/dry-run', { prompt: { ...prompt, pairWith: 5 } })
  expect(odd.status).toBe(422)

  await applyConfiguration(database.db, 'shop', { ...document, prompts: [...document.prompts, prompt] })
  const asked = await call('POST', 'prompts/payment-feel/would-ask', { page: '/pay' })
  expect(asked.body.text).toContain('the one of 2 prompts')
})
