import { expect, test } from 'vitest'

import { tellAnswers } from '../analyse/privacy-gate/tell-answers.ts'
import { applyConfiguration } from '../configure/configuration.ts'
import { deleteDueProjects } from '../privacy/deletion.ts'
import { exportProject } from '../privacy/export.ts'
import { annotatingShop } from '../testing/annotator.ts'
import { useDatabase } from '../testing/database.ts'
import { answerAs, daysOn, promisingShop } from '../testing/promising.ts'
import { record } from '../testing/reader.ts'
import { answerOf, shop } from '../testing/shop.ts'
import { tagOf } from './tag-words.ts'

const database = useDatabase()

/** A shop with so many answers, by their ids in order, and somebody who tags them. */
async function open(count: number) {
  await applyConfiguration(database.db, 'shop', shop())
  const answers = Array.from({ length: count }, () => answerOf({ comment: 'Slow' }))
  await record(database.db, answers)
  const call = await annotatingShop(database.db)
  const put = async (id: string, tags: string[]) => await call('PUT', `answers/${id}/tags`, { tags })
  const counts = async () =>
    Object.fromEntries((await call('GET', 'tags')).body.tags.map(({ tag, answers: n }) => [tag, n]))
  const tagged = async (tag: string) =>
    (await call('GET', `voices?tag=${tag}`)).body.voices.map(({ id }) => id).toSorted(byCode)
  return { ids: answers.map(({ id }) => id).toSorted(byCode), call, put, counts, tagged }
}

const byCode = (a: string, b: string): number => (a < b ? -1 : 1)
const MISSING = '00000000-0000-4000-8000-000000000000'

test('an answer has the tags that it was given, each once, and voices carry them', async () => {
  const { ids, call, put, counts, tagged } = await open(2)
  const [one = '', two = ''] = ids
  expect((await put(one, [' Refund', 'refund', 'too  Slow'])).body).toEqual({ tags: ['refund', 'too slow'] })
  expect((await put(two, ['refund'])).body).toEqual({ tags: ['refund'] })
  expect((await put(one, ['refund', 'card'])).body).toEqual({ tags: ['card', 'refund'] })
  expect(await counts()).toEqual({ refund: 2, card: 1 })
  expect(await tagged('refund')).toEqual(ids)
  expect(await tagged('Card')).toEqual([one])
  expect(await tagged('nothing')).toEqual([])
  const { voices } = (await call('GET', `voices?ids=${one}`)).body
  expect(voices[0]?.tags).toEqual(['card', 'refund'])
  expect((await call('GET', 'voices?tag=refund&q=slow&limit=1')).body.next).not.toBeNull()
  expect((await put(one, [])).body).toEqual({ tags: [] })
  expect(await counts()).toEqual({ refund: 1 })
  const audit = await database.db.selectFrom('audit').select(['action', 'subject', 'before', 'after']).execute()
  expect(audit.filter(({ action }) => action === 'answer.tagged')).toContainEqual({
    action: 'answer.tagged',
    subject: one,
    before: { tags: ['refund', 'too slow'] },
    after: { tags: ['card', 'refund'] },
  })
})

test('a tag is a word or a few, in lower case, without commas', () => {
  expect(tagOf('  Zu\tLANGSAM ')).toBe('zu langsam')
  expect(tagOf('é')).toBe(tagOf('é'))
  expect(tagOf('x'.repeat(40))).toBe('x'.repeat(40))
  for (const none of ['', '  ', 'x'.repeat(41), 'a,b', 'a‮b', 'a\u0000b']) expect(tagOf(none), none).toBeNull()
})

test('what is no tag or no answer is refused, and so is who may only look', async () => {
  const { ids, put } = await open(1)
  const [one = ''] = ids
  expect((await put(one, ['a,b'])).status).toBe(400)
  expect(
    (
      await put(
        one,
        Array.from({ length: 21 }, (_, i) => `t${i}`),
      )
    ).status,
  ).toBe(400)
  expect((await put(MISSING, ['x'])).status).toBe(404)
  expect((await put('x', ['x'])).status).toBe(404)
  const viewer = await annotatingShop(database.db, ['read', 'configure', 'admin'])
  expect((await viewer('PUT', `answers/${one}/tags`, { tags: ['x'] })).status).toBe(403)
  expect((await viewer('GET', 'voices?tag=a,b')).detail).toContain('"tag"')
})

test('a tag is renamed everywhere, becomes one with another, is removed, and all of it can be undone', async () => {
  const { ids, call, put, counts, tagged } = await open(3)
  const [one = '', two = '', three = ''] = ids
  await put(one, ['slow'])
  await put(two, ['slow', 'late'])
  await put(three, ['late'])
  const renamed = await call('PATCH', 'tags/slow', { tag: 'Late ' })
  expect(renamed.body).toEqual({ tag: 'slow', to: 'late', added: [one], removed: [one, two] })
  expect(await counts()).toEqual({ late: 3 })
  await call('POST', 'tags/late', { remove: renamed.body.added })
  await call('POST', 'tags/slow', { add: renamed.body.removed })
  expect([await tagged('slow'), await tagged('late')]).toEqual([
    [one, two],
    [two, three],
  ])
  const removed = await call('DELETE', 'tags/slow')
  expect(removed.body).toEqual({ tag: 'slow', to: null, added: [], removed: [one, two] })
  expect(await counts()).toEqual({ late: 2 })
  const again = await call('POST', 'tags/slow', { add: [...removed.body.removed, MISSING] })
  expect(again.body).toEqual({ tag: 'slow', to: 'slow', added: [one, two], removed: [] })
  expect((await call('PATCH', 'tags/none', { tag: 'x' })).status).toBe(404)
  expect((await call('DELETE', 'tags/none')).status).toBe(404)
  expect((await call('PATCH', 'tags/slow', { tag: ',' })).status).toBe(400)
})

test('an answer never has more than twenty', async () => {
  const { ids, call, put } = await open(1)
  const [one = ''] = ids
  await put(
    one,
    Array.from({ length: 20 }, (_, i) => `t${i}`),
  )
  expect((await call('POST', 'tags/more', { add: [one] })).body.added).toEqual([])
})

test('tags go with their answer and their project, are taken along, and never reach into another', async () => {
  const { ids, call, put, counts } = await open(2)
  const [one = '', two = ''] = ids
  await put(one, ['slow'])
  await put(two, ['slow', 'late'])
  const tags: unknown[] = []
  for await (const line of exportProject(database.db, 'shop', new Date())) {
    const row = JSON.parse(line) as { kind: string; answer: string; tag: string }
    if (row.kind === 'tag') tags.push([row.answer, row.tag])
  }
  expect(tags).toEqual([
    [one, 'slow'],
    [two, 'late'],
    [two, 'slow'],
  ])
  await database.db.deleteFrom('answers').where('id', '=', one).execute()
  expect(await counts()).toEqual({ late: 1, slow: 1 })
  await applyConfiguration(database.db, 'other', { ...shop(), project: { name: 'Other', keys: ['pk_other'] } })
  await record(database.db, [answerOf()], 'live', {}, 'other')
  const foreign = await database.db
    .selectFrom('answers')
    .select('id')
    .where('project_id', '=', 'other')
    .executeTakeFirstOrThrow()
  expect((await put(foreign.id, ['x'])).status).toBe(404)
  expect((await call('POST', 'tags/x', { add: [foreign.id] })).body.added).toEqual([])
  await database.db
    .updateTable('projects')
    .set({ delete_after: new Date(0) })
    .where('id', '=', 'shop')
    .execute()
  await deleteDueProjects(database.db, new Date())
  expect(await database.db.selectFrom('answer_tags').select('tag').execute()).toEqual([])
})

test('behind the privacy gate only answers that were told of can be tagged, counted and found', async () => {
  await promisingShop(database.db)
  await answerAs(database.db, [1, 2, 3, 4, 5], { comment: 'Slow' })
  const call = await annotatingShop(database.db)
  const all = async () =>
    (await database.db.selectFrom('answers').select('id').orderBy('id').execute()).map(({ id }) => id)
  const [one = '', ...rest] = await all()
  expect((await call('PUT', `answers/${one}/tags`, { tags: ['x'] })).status).toBe(404)
  expect((await call('POST', 'tags/x', { add: [one] })).body.added).toEqual([])
  // Somebody tagged it before the project promised anything.
  const row = { lane: (await database.db.selectFrom('answers').select('lane').executeTakeFirstOrThrow()).lane }
  await database.db
    .insertInto('answer_tags')
    .values({ ...row, project_id: 'shop', answer: one, tag: 'x', tagged_at: new Date() })
    .execute()
  expect((await call('GET', 'tags')).body).toEqual({ tags: [] })
  expect((await call('DELETE', 'tags/x')).status).toBe(404)
  expect((await call('PATCH', 'tags/x', { tag: 'y' })).status).toBe(404)
  await tellAnswers(database.db, daysOn(1))
  expect((await call('GET', 'tags')).body.tags).toMatchObject([{ tag: 'x', answers: 1 }])
  expect((await call('POST', 'tags/x', { add: rest })).body.added).toEqual(rest)
  expect((await call('GET', 'voices?tag=x')).body.voices).toHaveLength(5)
})
