import { expect, test } from 'vitest'

import { instantOf, localOf } from './local-time.ts'

test.each([
  ['2026-12-01T08:00', 'Europe/Berlin', '2026-12-01T07:00:00.000Z'],
  ['2026-07-01T08:00', 'Europe/Berlin', '2026-07-01T06:00:00.000Z'],
  ['2026-03-29T03:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
  ['2026-12-01T08:00', 'Asia/Kolkata', '2026-12-01T02:30:00.000Z'],
])('%s in %s is %s, and is shown so again', (local, zone, iso) => {
  expect(instantOf(local, zone)).toBe(iso)
  expect(localOf(iso, zone)).toBe(local)
})

test('an empty field is no instant', () => {
  expect(instantOf('', 'UTC')).toBeUndefined()
  expect(localOf(undefined, 'UTC')).toBe('')
})
