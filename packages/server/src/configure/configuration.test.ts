import { describe, expect, it } from 'vitest'

import { commitBatch } from '../collect/commit.ts'
import { useDatabase } from '../testing/database.ts'
import { answerOf, shop } from '../testing/shop.ts'
import { applyConfiguration, readConfiguration } from './configuration.ts'
import { createDirectory } from './directory.ts'

const database = useDatabase()

async function versions() {
  const rows = await database.db
    .selectFrom('prompt_versions')
    .select(['prompt', 'version'])
    .orderBy('version')
    .execute()
  return rows.map(({ prompt, version }) => `${prompt} ${version}`)
}

async function revision() {
  return (await database.db.selectFrom('projects').select('revision').executeTakeFirstOrThrow()).revision
}

function asking(question: string) {
  const document = shop()
  document.prompts = [{ id: 'payment-feel', step: 'checkout/payment', wording: { default: { question } } }]
  return document
}

describe('applying', () => {
  it('makes a project that is new, with a key of its own', async () => {
    const { project, ...rest } = shop()
    delete project.keys
    expect(await applyConfiguration(database.db, 'shop', { project, ...rest })).toEqual({
      created: true,
      published: [{ prompt: 'payment-feel', version: 1 }],
    })
    const read = await readConfiguration(database.db, 'shop')
    expect(read.project.keys).toEqual([expect.stringMatching(/^pk_[A-Za-z0-9_-]{20}$/)])
  })

  it('gives back what it was given, with nothing left to defaults', async () => {
    await applyConfiguration(database.db, 'shop', shop())
    const read = await readConfiguration(database.db, 'shop')
    expect(read).toEqual({
      project: { name: 'Shop', zone: 'Europe/Berlin', privacy: 'open', budget: { sameStepDays: 0 }, keys: ['pk_shop'] },
      journeys: shop().journeys,
      prompts: [{ ...shop().prompts[0], on: 'completed', share: 1, scale: 'faces', why: true, status: 'live' }],
    })
  })

  it('writes nothing where nothing changes', async () => {
    await applyConfiguration(database.db, 'shop', shop())
    expect(await applyConfiguration(database.db, 'shop', shop())).toEqual({ created: false, published: [] })
    expect(await applyConfiguration(database.db, 'shop', await readConfiguration(database.db, 'shop'))).toEqual({
      created: false,
      published: [],
    })
    expect([await versions(), await revision()]).toEqual([['payment-feel 1'], 1])
  })

  it('publishes a version where the content of a prompt differs, and never changes one', async () => {
    await applyConfiguration(database.db, 'shop', asking('One?'))
    expect(await applyConfiguration(database.db, 'shop', asking('Two?'))).toEqual({
      created: false,
      published: [{ prompt: 'payment-feel', version: 2 }],
    })
    const content = await database.db.selectFrom('prompt_versions').select('content').orderBy('version').execute()
    expect(
      content.map((row) => (row.content as { wording: { default: { question: string } } }).wording.default.question),
    ).toEqual(['One?', 'Two?'])
    expect(await revision()).toBe(2)
  })

  it('pausing a prompt publishes nothing', async () => {
    await applyConfiguration(database.db, 'shop', shop())
    const paused = shop()
    Object.assign(paused.prompts[0] ?? {}, { status: 'paused' })
    expect(await applyConfiguration(database.db, 'shop', paused)).toEqual({ created: false, published: [] })
    expect(await revision()).toBe(2)
  })

  it('a prompt that was removed and comes back goes on where it ended', async () => {
    await applyConfiguration(database.db, 'shop', asking('One?'))
    await applyConfiguration(database.db, 'shop', { ...shop(), prompts: [] })
    expect((await readConfiguration(database.db, 'shop')).prompts).toEqual([])
    expect((await applyConfiguration(database.db, 'shop', asking('One?'))).published).toEqual([])
    await applyConfiguration(database.db, 'shop', { ...shop(), prompts: [] })
    expect((await applyConfiguration(database.db, 'shop', asking('Two?'))).published).toEqual([
      { prompt: 'payment-feel', version: 2 },
    ])
  })

  it('what many apply at once is applied one after the other', async () => {
    const questions = Array.from({ length: 12 }, (_, i) => `Question ${i}?`)
    const applied = await Promise.all(
      questions.map((question) => applyConfiguration(database.db, 'shop', asking(question))),
    )
    expect(applied.filter(({ created }) => created)).toHaveLength(1)
    const published = applied.flatMap((one) => one.published.map(({ version }) => version)).toSorted((a, b) => a - b)
    expect(published).toEqual(Array.from({ length: 12 }, (_, i) => i + 1))
    expect(await revision()).toBe(12)
  })

  it('takes nothing of a document that is wrong in one place', async () => {
    const wrong = shop()
    wrong.journeys[0]?.steps.pop()
    await expect(applyConfiguration(database.db, 'shop', wrong)).rejects.toMatchObject({
      code: 'invalid_configuration',
    })
    await expect(readConfiguration(database.db, 'shop')).rejects.toMatchObject({ code: 'not_found' })
  })

  it('a key of another project is not taken over', async () => {
    await applyConfiguration(database.db, 'shop', shop())
    await expect(applyConfiguration(database.db, 'thief', shop())).rejects.toThrow(
      /"pk_shop" belongs to another project/,
    )
    await expect(readConfiguration(database.db, 'thief')).rejects.toMatchObject({ code: 'not_found' })
  })

  it('privacy is never loosened once people have answered', async () => {
    const confidential = shop()
    confidential.project.privacy = 'confidential'
    await applyConfiguration(database.db, 'shop', confidential)
    const project = await createDirectory(database.db).byId('shop')
    if (!project) throw new Error('The shop was not made.')
    const receipt = { accepted: 1, rejected: [] }
    const events = [answerOf()]
    const batch = 'aaaaaaaa-0000-4000-8000-000000000000'
    await commitBatch(database.db, {
      project,
      batch,
      receivedAt: new Date(),
      origin: 'live',
      visitor: null,
      context: {},
      receipt,
      events,
    })
    await expect(applyConfiguration(database.db, 'shop', shop())).rejects.toThrow(/cannot be loosened to "open"/)
    confidential.project.privacy = 'anonymous'
    await applyConfiguration(database.db, 'shop', confidential)
    expect((await readConfiguration(database.db, 'shop')).project.privacy).toBe('anonymous')
  })
})

describe('the directory', () => {
  it('knows every version of a prompt, and its scale', async () => {
    await applyConfiguration(database.db, 'shop', shop())
    const stars = shop()
    Object.assign(stars.prompts[0] ?? {}, { scale: 'nps' })
    await applyConfiguration(database.db, 'shop', stars)
    await applyConfiguration(database.db, 'shop', { ...stars, prompts: [] })
    const project = await createDirectory(database.db).byKey('pk_shop')
    expect([...(project?.prompts.get('payment-feel') ?? [])]).toEqual([
      [1, { step: 'checkout/payment', scale: 'faces', isUnprompted: false, followUps: [], variants: [] }],
      [2, { step: 'checkout/payment', scale: 'nps', isUnprompted: false, followUps: [], variants: [] }],
    ])
    expect(project?.config.prompts).toEqual([])
  })

  it('reads once for many who ask at once, and knows that an unknown key is unknown', async () => {
    await applyConfiguration(database.db, 'shop', shop())
    const directory = createDirectory(database.db)
    const many = await Promise.all(Array.from({ length: 20 }, () => directory.byKey('pk_shop')))
    expect([many[0]?.id, new Set(many).size]).toEqual(['shop', 1])
    expect(await directory.byKey('pk_nobody')).toBeNull()
    expect(await directory.byId('nobody')).toBeNull()
    await applyConfiguration(database.db, 'nobody', { ...shop(), project: { name: 'New', keys: ['pk_nobody'] } })
    expect(await directory.byKey('pk_nobody')).toBeNull()
    directory.forget()
    expect((await directory.byKey('pk_nobody'))?.id).toBe('nobody')
  })

  it('a change by another node shows within a second, and what did not change is not read again', async () => {
    await applyConfiguration(database.db, 'shop', shop())
    const directory = createDirectory(database.db)
    const first = await directory.byId('shop')
    await new Promise((resolve) => void setTimeout(resolve, 1_050))
    expect(await directory.byId('shop')).toBe(first)
    await applyConfiguration(database.db, 'shop', asking('Other?'))
    await expect.poll(async () => (await directory.byId('shop'))?.revision, { timeout: 1_500 }).toBe(2)
  })

  it('what failed is not remembered', async () => {
    await applyConfiguration(database.db, 'shop', shop())
    await database.db.schema.alterTable('write_keys').renameTo('hidden_keys').execute()
    const directory = createDirectory(database.db)
    await expect(directory.byKey('pk_shop')).rejects.toThrow(/write_keys/)
    await database.db.schema.alterTable('hidden_keys').renameTo('write_keys').execute()
    expect((await directory.byKey('pk_shop'))?.id).toBe('shop')
  })
})
