import { afterAll, describe } from 'vitest'

import { OVER_SOCKETS } from '../testing/shop.ts'

/** Pages do not come to the intake by Fastify: what holds within the process is held here over real connections. */
process.env[OVER_SOCKETS] = '1'
afterAll(() => delete process.env[OVER_SOCKETS])

// Each by itself, so that none empties another's database.
describe('what is read', async () => void (await import('./reading.test.ts')))
describe('what is stored', async () => void (await import('./routes.test.ts')))
describe('who has their turn', async () => void (await import('./turns.test.ts')))
describe('whose it is', async () => void (await import('./identity.test.ts')))
