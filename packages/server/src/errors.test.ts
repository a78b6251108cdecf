import { readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import { STATUS_OF } from './errors.ts'

test('every error code is documented with its status, and no other is', () => {
  const page = readFileSync(new URL('../../../docs/errors.md', import.meta.url), 'utf8')
  const documented = [...page.matchAll(/^\| `(\w+)` *\| (\d{3}) *\|/gm)].map(([, code, status]) => [
    code,
    Number(status),
  ])
  expect(Object.fromEntries(documented)).toEqual(STATUS_OF)
})
