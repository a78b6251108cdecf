import { afterAll, beforeAll, expect, test } from 'vitest'

import { type Service, startService } from '../e2e/service.ts'
import { chromium } from './chromium.ts'
import { tryTabs } from './tabs.ts'

let service: Service

beforeAll(async () => {
  service = await startService()
})
afterAll(() => service.stop())

test.for([
  ['with Web Locks', '/payment', 'locks'],
  ['without Web Locks', '/lockless', 'lockless'],
] as const)('eight tabs at once, %s, of which the sending ones are killed', async ([, path, project], { skip }) => {
  skip(chromium.missing !== null, chromium.missing ?? undefined)
  const found = await tryTabs(chromium, service, project, { tabs: 8, each: 25, kills: 4, path })
  expect(found).toEqual({ submitted: 204, stored: 204, lost: [], repeated: 0, killed: 4 })
})
