import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { ApiError, type Tagged } from '../request.ts'
import { createSaver, type Stand } from './saver.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function start(answer: (what: string, seen: string) => Promise<Tagged<string>>) {
  const stands: Stand[] = []
  const sent: [string, string][] = []
  const saver = createSaver<string, string>({
    seen: '"0"',
    save: (what, seen) => {
      sent.push([what, seen])
      return answer(what, seen)
    },
    isWhole: (what) => what !== '',
    onStand: (stand) => void stands.push(stand),
    onSaved: () => {},
  })
  return { saver, stands, sent }
}

const counting = () => {
  let n = 0
  return async (body: string): Promise<Tagged<string>> => ({ body, etag: `"${++n}"` })
}

test('only the last of what is typed in one go is sent', async () => {
  const { saver, sent, stands } = start(counting())
  saver.change('H')
  saver.change('How')
  await vi.advanceTimersByTimeAsync(1_000)
  expect(sent).toEqual([['How', '"0"']])
  expect(stands.at(-1)).toBe('saved')
})

test('what is typed while something is sent goes after it, over what that has stored', async () => {
  let finish = (): void => {}
  const { saver, sent } = start(
    (body) => new Promise((resolve) => (finish = () => resolve({ body, etag: `"of ${body}"` }))),
  )
  saver.change('one')
  await vi.advanceTimersByTimeAsync(1_000)
  saver.change('two')
  await vi.advanceTimersByTimeAsync(1_000)
  expect(sent).toEqual([['one', '"0"']])
  finish()
  await vi.advanceTimersByTimeAsync(0)
  expect(sent).toEqual([
    ['one', '"0"'],
    ['two', '"of one"'],
  ])
  finish()
})

test('what lacks something is not sent', async () => {
  const { saver, sent, stands } = start(counting())
  saver.change('')
  expect(await saver.flush()).toBe(false)
  expect([sent, stands]).toEqual([[], ['gaps']])
})

test('after somebody else’s change nothing is sent until the person decides, and then what they typed last', async () => {
  const ok = counting()
  let isChanged = true
  const { saver, sent, stands } = start(async (what) => {
    if (!isChanged) return await ok(what)
    throw new ApiError('Changed', 'Somebody has changed it.', 'changed_meanwhile')
  })
  saver.change('mine')
  await vi.advanceTimersByTimeAsync(1_000)
  expect(stands.at(-1)).toBe('conflict')
  saver.change('mine, longer')
  await vi.advanceTimersByTimeAsync(5_000)
  expect(sent).toHaveLength(1)
  isChanged = false
  expect(await saver.overwrite('"theirs"')).toBe(true)
  expect(sent.at(-1)).toEqual(['mine, longer', '"theirs"'])
})

test('what could not be sent is kept, and goes with the next', async () => {
  let isDown = true
  const ok = counting()
  const { saver, sent, stands } = start(async (what) => {
    if (isDown) throw new ApiError('Away', 'Offline.', 'unreachable')
    return await ok(what)
  })
  saver.change('one')
  await vi.advanceTimersByTimeAsync(1_000)
  expect(stands.at(-1)).toBe('failed')
  isDown = false
  expect(await saver.flush()).toBe(true)
  expect(sent.at(-1)).toEqual(['one', '"0"'])
})
