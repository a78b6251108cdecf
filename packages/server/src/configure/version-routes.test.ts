import type { PromptDocument, Published } from '@attune/protocol'
import { describe, expect, it } from 'vitest'

import { useDatabase } from '../testing/database.ts'
import { managedShop, managerOf } from '../testing/manager.ts'
import { record } from '../testing/reader.ts'
import { answerOf, shop } from '../testing/shop.ts'
import { applyConfiguration, readConfiguration } from './configuration.ts'

const database = useDatabase()
const AT = 'prompts/payment-feel'

type Manager = Awaited<ReturnType<typeof managedShop>>

/** Asks how it felt, and then, in this order, what was in the way (with these options) and what would help. */
function asking(
  question: string,
  order: ('why' | 'more')[],
  options: Record<string, string>,
): Omit<PromptDocument, 'id'> {
  const all = {
    why: { id: 'why', kind: 'many' as const, options: Object.keys(options) },
    more: { id: 'more', kind: 'text' as const },
  }
  const words = { why: { question: `What was it? (${question})`, options }, more: { question: `And? (${question})` } }
  const followUps = Object.fromEntries(order.map((id) => [id, words[id]]))
  return {
    step: 'checkout/payment',
    why: false,
    wording: { default: { question, followUps } },
    followUps: order.map((id) => all[id]),
  }
}

/** Puts a draft and publishes it. @returns the version that pages are given now. */
async function publish({ call }: Manager, document: Omit<PromptDocument, 'id'>): Promise<Published> {
  const { etag } = await call('GET', AT)
  const saved = await call('PUT', `${AT}/draft`, document, { 'if-match': etag })
  const published = await call('POST', `${AT}/publish`, undefined, { 'if-match': saved.etag })
  expect([saved.status, published.status]).toEqual([200, 200])
  return published.body
}

describe('answers given before a change', () => {
  it('are read with the questions and options they were given to, after edits, reorderings and removals', async () => {
    const manager = await managedShop(database.db)
    const { call } = manager
    const slow = { slow: 'It was slow', dear: 'It was dear' }
    const first = await publish(manager, asking('How did paying feel?', ['why', 'more'], slow))
    await record(database.db, [
      answerOf({ version: Number(first.version), feel: 2, answers: { why: ['slow'], more: ['A bigger button'] } }),
    ])
    // Reordered, reworded, an option gone and another reusing its neighbour's place; then without any follow-up; then gone.
    await publish(manager, asking('Was paying easy?', ['more', 'why'], { dear: 'Too dear', ugly: 'It was ugly' }))
    await publish(manager, {
      step: 'checkout/payment',
      scale: 'nps',
      wording: { default: { question: 'Recommend us?' } },
    })
    const { etag } = await call('GET', AT)
    expect((await call('DELETE', AT, undefined, { 'if-match': etag })).status).toBe(204)

    const { body } = await call('GET', 'voices')
    expect(body.voices).toMatchObject([
      {
        question: 'How did paying feel?',
        scale: 'faces',
        feel: 2,
        follow_ups: [
          { question: 'What was it? (How did paying feel?)', answers: ['It was slow'] },
          { question: 'And? (How did paying feel?)', answers: ['A bigger button'] },
        ],
      },
    ])
    const feel = await call('GET', 'feel?by=step')
    expect(feel.body.rows).toMatchObject([{ step: 'payment', n: 1 }])
  })

  it('are counted under the version that asked, and every version is there with what changed and by whom', async () => {
    const manager = await managedShop(database.db)
    await record(database.db, [answerOf({ feel: 4 }), answerOf({ feel: 5 })])
    const { version: second } = await publish(manager, asking('How did paying feel?', ['more'], {}))
    const { version: third } = await publish(manager, asking('Was paying easy?', ['more'], {}))
    await record(database.db, [answerOf({ version: Number(third), feel: 1 })])

    const { body } = await manager.call('GET', `${AT}/versions`)
    expect(body).toMatchObject([
      { version: third, is_new_series: true, answers: 1, published_by: 'editor' },
      { version: second, is_new_series: false, answers: 0, published_by: 'editor' },
      { version: 1, is_new_series: false, answers: 2, changes: [], published_by: 'command line' },
    ])
    expect(body[0]?.changes.map((change) => change.text)).toEqual([
      'The question: “How did paying feel?” became “Was paying easy?”',
      'The follow-up "more": “And? (How did paying feel?)” became “And? (Was paying easy?)”',
    ])
    expect(body[0]?.content).not.toHaveProperty('version')
    const feel = await manager.call('GET', 'feel?by=step&prompt=payment-feel')
    expect(feel.body.rows).toMatchObject([{ step: 'payment', n: 3 }])
  })
})

it('a version is brought back as a draft, and published as a version of its own', async () => {
  const manager = await managedShop(database.db)
  await publish(manager, { step: 'checkout/payment', wording: { default: { question: 'Other?' } } })
  const { etag } = await manager.call('GET', AT)
  expect((await manager.call('POST', `${AT}/restore`, { version: 9 }, { 'if-match': etag })).status).toBe(404)
  const restored = await manager.call('POST', `${AT}/restore`, { version: 1 }, { 'if-match': etag })
  expect(restored.body).toMatchObject({ version: 2, draft: { wording: shop().prompts[0]?.wording } })
  const published = await manager.call('POST', `${AT}/publish`, undefined, { 'if-match': restored.etag })
  expect(published.body).toMatchObject({
    version: 3,
    is_new_series: true,
    published: { wording: shop().prompts[0]?.wording },
  })
  expect((await manager.call('GET', 'prompts/nobody/versions')).status).toBe(404)
})

describe('two at once', () => {
  it('of many who save a draft, one is kept and all else are told so', async () => {
    const { call } = await managedShop(database.db)
    const { etag } = await call('GET', AT)
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        call('PUT', `${AT}/draft`, asking(`Question ${i}?`, ['more'], {}), { 'if-match': etag }),
      ),
    )
    expect(statusesOf(answers)).toEqual([200, ...Array.from({ length: 7 }, () => 412)])
    const kept = answers.find((one) => one.status === 200)
    expect((await call('GET', AT)).body.draft).toEqual(kept?.body.draft)
  })

  it('of many who make the same prompt, one makes it', async () => {
    const { call } = await managedShop(database.db)
    const none = { 'if-none-match': '*' }
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) => call('PUT', 'prompts/new/draft', asking(`New ${i}?`, ['more'], {}), none)),
    )
    expect(statusesOf(answers)).toEqual([200, ...Array.from({ length: 7 }, () => 412)])
  })

  it('who publishes while another saves: one of them is told, and no draft is lost', async () => {
    const { call } = await managedShop(database.db)
    for (let round = 0; round < 6; round++) {
      const { etag } = await call('GET', AT)
      const saved = await call('PUT', `${AT}/draft`, asking(`First ${round}?`, ['more'], {}), { 'if-match': etag })
      const seen = { 'if-match': saved.etag }
      const [published, other] = await Promise.all([
        call('POST', `${AT}/publish`, undefined, seen),
        call('PUT', `${AT}/draft`, asking(`Second ${round}?`, ['more'], {}), seen),
      ])
      expect(statusesOf([published, other])).toEqual([200, 412])
      const { body } = await call('GET', AT)
      const [asked, kept] = [body.published, body.draft].map((one) => one?.wording.default.question)
      const isPublished = published.status === 200
      expect(isPublished ? asked : kept).toBe(`${isPublished ? 'First' : 'Second'} ${round}?`)
      expect(kept === undefined).toBe(isPublished)
    }
  })

  it('of two who publish the same draft, one does', async () => {
    const { call } = await managedShop(database.db)
    const { etag } = await call('GET', AT)
    const saved = await call('PUT', `${AT}/draft`, asking('Other?', ['more'], {}), { 'if-match': etag })
    const seen = { 'if-match': saved.etag }
    const both = await Promise.all([1, 2].map(() => call('POST', `${AT}/publish`, undefined, seen)))
    expect(statusesOf(both)).toEqual([200, 412])
    expect((await call('GET', `${AT}/versions`)).body).toHaveLength(2)
  })
})

it('publishing reaches the pages of another node within two seconds', async () => {
  const manager = await managedShop(database.db)
  const other = await managerOf(database.db)
  const ask = () => other.app.inject('/v1/config?key=pk_shop')
  const before = await ask()
  await publish(manager, asking('Was paying easy?', ['more'], {}))
  const at = performance.now()
  await expect.poll(async () => (await ask()).headers.etag, { timeout: 2_000 }).not.toBe(before.headers.etag)
  expect((await ask()).json()).toMatchObject({ prompts: [{ version: 2 }] })
  expect(performance.now() - at).toBeLessThan(2_000)
})

it('a configuration that is pushed leaves drafts alone, but for those that say what it says', async () => {
  const { call } = await managedShop(database.db)
  const { etag } = await call('GET', AT)
  await call('PUT', `${AT}/draft`, { ...shop().prompts[0], share: 0.5 }, { 'if-match': etag })
  await call('PUT', 'prompts/new/draft', asking('New?', ['more'], {}), { 'if-none-match': '*' })
  const whole = await readConfiguration(database.db, 'shop')
  whole.project.name = 'Renamed'
  await applyConfiguration(database.db, 'shop', whole)
  expect((await call('GET', AT)).body.draft?.share).toBe(0.5)
  Object.assign(whole.prompts[0] ?? {}, { share: 0.5 })
  await applyConfiguration(database.db, 'shop', whole)
  expect((await call('GET', AT)).body).toMatchObject({ draft: null, version: 2 })
  expect((await call('GET', 'prompts/new')).body.draft).not.toBeNull()
})

function statusesOf(answers: { status: number }[]): number[] {
  return answers.map((answer) => answer.status).toSorted((a, b) => a - b)
}
