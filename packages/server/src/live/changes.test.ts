import { setTimeout as sleep } from 'node:timers/promises'

import { expect, onTestFinished, test } from 'vitest'

import { asAdmin, useDatabase } from '../testing/database.ts'
import { createChanges } from './changes.ts'

const database = useDatabase()

async function openNode() {
  const errors: string[] = []
  const changes = await createChanges({ url: database.url, onError: (error) => errors.push(error.message) })
  onTestFinished(() => changes.close())
  const heard: string[] = []
  changes.subscribe('shop', (journey) => heard.push(journey))
  return { changes, heard, errors }
}

async function until(isTrue: () => boolean): Promise<void> {
  for (const end = Date.now() + 5_000; !isTrue() && Date.now() < end;) await sleep(5)
}

test('every node hears what one announces, of its project alone', async () => {
  const one = await openNode()
  const other = await openNode()
  one.changes.announce('foreign', ['secret'])
  one.changes.announce('shop', ['checkout'])
  await until(() => one.heard.length > 0 && other.heard.length > 0)
  expect([one.heard, other.heard]).toEqual([['checkout'], ['checkout']])
})

test('many announcements are told as few', async () => {
  const { changes, heard } = await openNode()
  for (let i = 0; i < 500; i++) changes.announce('shop', ['checkout', 'returns'])
  await sleep(700)
  expect(heard.length).toBeGreaterThanOrEqual(2)
  expect(heard.length).toBeLessThanOrEqual(4)
})

test('more than one notification holds is told in several', async () => {
  const { changes, heard } = await openNode()
  const journeys = Array.from({ length: 300 }, (_, i) => `journey-${i}-${'x'.repeat(50)}`)
  changes.announce('shop', journeys)
  await until(() => heard.length === 300)
  expect(heard.toSorted()).toEqual(journeys.toSorted())
})

test('a lost connection comes back by itself, and what was announced meanwhile is told', async () => {
  const { changes, heard, errors } = await openNode()
  await asAdmin(
    database.url,
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'attune live' and datname = current_database()",
  )
  await until(() => errors.length > 0)
  expect(errors).toHaveLength(1)
  changes.announce('shop', ['checkout'])
  await until(() => heard.length > 0)
  expect(heard).toEqual(['checkout'])
})

test('who has left hears nothing more', async () => {
  const { changes, heard } = await openNode()
  const late: string[] = []
  changes.subscribe('shop', (journey) => late.push(journey))()
  changes.announce('shop', ['checkout'])
  await until(() => heard.length > 0)
  expect(late).toEqual([])
})

test('a database that is not there is an error at the start', async () => {
  const nowhere = new URL(database.url)
  nowhere.pathname = '/attune_nowhere'
  await expect(createChanges({ url: nowhere.href, onError: () => {} })).rejects.toThrow('does not exist')
})
