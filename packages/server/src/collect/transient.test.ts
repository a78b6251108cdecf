import { expect, it } from 'vitest'

import { AppError } from '../errors.ts'
import { isTransient, retryTransient } from './transient.ts'

function failing(times: number, error: Error) {
  const seen = { tries: 0 }
  const work = async () => {
    seen.tries++
    if (seen.tries <= times) throw error
    return 'done'
  }
  return { seen, work }
}

const coded = (code: string, message = '') => Object.assign(new Error(message), { code })

it('what passes by itself is tried again', async () => {
  const { seen, work } = failing(2, coded('40P01'))
  expect(await retryTransient(work)).toBe('done')
  expect(seen.tries).toBe(3)
})

it('what never passes by itself is thrown at once', async () => {
  const { seen, work } = failing(1, coded('23505'))
  await expect(retryTransient(work)).rejects.toMatchObject({ code: '23505' })
  expect(seen.tries).toBe(1)
})

it('what keeps failing ends as unavailable, with its cause kept', async () => {
  const error = coded('57P03')
  const { seen, work } = failing(9, error)
  const thrown = await retryTransient(work).catch((caught: unknown) => caught)
  expect(thrown).toBeInstanceOf(AppError)
  expect(thrown).toMatchObject({ code: 'unavailable', cause: error })
  expect(seen.tries).toBe(4)
})

it('a lost connection, a starting or full database, a deadlock and an absent node pass; wrong statements do not', () => {
  for (const code of [
    '08006',
    '57P01',
    '57P03',
    '40P01',
    '40001',
    '53300',
    '53100',
    '58030',
    'ECONNRESET',
    'ECONNREFUSED',
    'EPIPE',
  ])
    expect([code, isTransient(coded(code))]).toEqual([code, true])
  expect(isTransient(new Error('Connection terminated unexpectedly'))).toBe(true)
  expect(isTransient(coded('XX000', 'failure on connection marked as essential: w1'))).toBe(true)
  for (const code of ['22021', '23505', '42601', 'XX000', ''])
    expect([code, isTransient(coded(code, 'relation "x" does not exist'))]).toEqual([code, false])
})
