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
  const { killed, ...found } = await tryTabs(chromium, service, project, { tabs: 8, each: 25, kills: 4, path })
  // How often a tab is caught while it sends is chance; each that is has said one more.
  expect(killed).toBeGreaterThan(0)
  expect(found).toEqual({ submitted: 200 + killed, stored: 200 + killed, lost: [], repeated: 0 })
})
