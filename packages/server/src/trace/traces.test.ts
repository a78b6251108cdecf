import { setTimeout as sleep } from 'node:timers/promises'

import type { TraceMoment } from '@attune/protocol'
import { expect, onTestFinished, test } from 'vitest'

import { useDatabase } from '../testing/database.ts'
import { createTraces, type Traces } from './traces.ts'

const database = useDatabase()
const CODE = 'twenty-letters-or-more'

async function openNode(): Promise<Traces> {
  const traces = await createTraces({ url: database.url, onError: () => {} })
  onTestFinished(() => traces.close())
  return traces
}

function watch(traces: Traces, project = 'shop', code = CODE) {
  const moments: TraceMoment[] = []
  const walks: string[] = []
  const end = traces.open(project, code, {
    moment: (moment) => moments.push(moment),
    walk: (state) => walks.push(state),
  })
  return { moments, walks, end }
}

async function until(isTrue: () => boolean): Promise<void> {
  for (const end = Date.now() + 5_000; !isTrue() && Date.now() < end;) await sleep(5)
}

/** Opens a trace that follows somebody. */
async function followed(traces: Traces, by: Traces = traces) {
  const watching = watch(traces)
  await until(() => by.follow('shop', CODE, 'me'))
  await until(() => watching.walks.includes('followed'))
  return watching
}

const moment = (step: string): TraceMoment => ({
  at: '2026-11-23T10:00:00.000Z',
  type: 'entered',
  step,
  page: '/cart',
  detail: null,
  prompt: null,
  refused: null,
})

test('who watches at one node sees what another one took in, of the one who is followed and nobody else', async () => {
  const [one, other] = [await openNode(), await openNode()]
  const { moments, walks } = await followed(one, other)
  other.tell('shop', 'somebody', () => [moment('checkout/theirs')])
  other.tell('foreign', 'me', () => [moment('checkout/foreign')])
  other.tell('shop', null, () => [moment('checkout/nameless')])
  other.tell('shop', 'me', () => [moment('checkout/mine')])
  await until(() => moments.length > 0)
  await sleep(50)
  expect(moments).toEqual([moment('checkout/mine')])
  expect(walks).toEqual(['waiting', 'followed'])
})

test('a code that nobody watches under follows nobody, and neither does that of another project', async () => {
  const traces = await openNode()
  const { walks } = watch(traces)
  await sleep(50)
  expect(traces.follow('shop', 'another-code-of-twenty', 'me')).toBe(false)
  expect(traces.follow('foreign', CODE, 'me')).toBe(false)
  traces.tell('shop', undefined, () => [moment('checkout/nobody')])
  expect(walks).toEqual(['waiting'])
})

test('where nobody is watched, nothing is worked out', async () => {
  const traces = await openNode()
  const fail = (): never => {
    throw new Error('It was looked at.')
  }
  traces.tell('shop', 'me', fail)
  await followed(traces)
  traces.tell('shop', 'somebody', fail)
  expect(() => traces.tell('shop', 'me', fail)).toThrow('looked at')
})

test('a full batch of long pages comes whole and in order', async () => {
  const traces = await openNode()
  const { moments } = await followed(traces)
  const long = Array.from({ length: 50 }, (_, i) => ({ ...moment(`checkout/${i}`), page: `/${'語'.repeat(500)}` }))
  traces.tell('shop', 'me', () => long)
  await until(() => moments.length === 50)
  expect(moments).toEqual(long)
})

test('a browser without an id says so, and follows when it has one', async () => {
  const traces = await openNode()
  const { walks } = watch(traces)
  await until(() => traces.follow('shop', CODE, null))
  traces.follow('shop', CODE, 'me')
  await until(() => walks.includes('followed'))
  expect(walks).toEqual(['waiting', 'nameless', 'followed'])
})

test('a watcher who comes back at another node goes on with whom they followed; one who has gone hears nothing', async () => {
  const [one, other] = [await openNode(), await openNode()]
  const first = await followed(one, other)
  first.end()
  const again = watch(other)
  expect(again.walks).toEqual(['followed'])
  one.tell('shop', 'me', () => [moment('checkout/mine')])
  await until(() => again.moments.length > 0)
  expect([first.moments, again.moments]).toEqual([[], [moment('checkout/mine')]])
})
