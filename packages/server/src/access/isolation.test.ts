import type { FastifyInstance } from 'fastify'
import { beforeAll, beforeEach, expect, it } from 'vitest'

import { buildApp } from '../app.ts'
import { createLocalChanges } from '../live/changes.ts'
import { useDatabase } from '../testing/database.ts'
import { faultsOfRoute } from '../testing/isolation-check.ts'
import { PLANTED, plantMistakes } from '../testing/isolation-mistakes.ts'
import { OPEN_ROUTES, ROWS, type Row, SOMETIMES } from '../testing/isolation-rows.ts'
import { makeWorld, type World } from '../testing/isolation-world.ts'
import { calm } from '../testing/shop.ts'

const database = useDatabase()
const routes: string[] = []
let app: FastifyInstance
let world: World

beforeAll(async () => {
  const { db } = database
  const made = await buildApp({
    db,
    changes: createLocalChanges(),
    pressure: calm(),
    onRoute: ({ method, url }) => void routes.push(...[method].flat().map((each) => `${each} ${url}`)),
  })
  await made.register(plantMistakes, { db })
  await made.ready()
  app = made
  return () => made.close()
})

beforeEach(async () => {
  world = await makeWorld(database.db)
})

/** By method and address, what a row or an open route stands for. */
const isRoute = (written: string, route: string) =>
  new RegExp(`^${written.replaceAll(/[.*+?^$()[\]{}|\\]/g, '\\$&').replaceAll('…', '[\\w.-]+')}$`).test(
    route.replace(/^HEAD /, 'GET '),
  )

it('every route has a row, or a reason to be open, and every row has a route', () => {
  const written = [...ROWS.map((row) => row.route), ...Object.values(OPEN_ROUTES).flat()]
  const known = routes.filter((route) => !route.includes('/planted/'))
  expect(known.length).toBeGreaterThan(50)
  expect(known.filter((route) => !written.some((one) => isRoute(one, route)))).toEqual([])
  expect(written.filter((one) => !SOMETIMES.includes(one) && !known.some((route) => isRoute(one, route)))).toEqual([])
  expect(written.filter((one, i) => written.indexOf(one) !== i)).toEqual([])
})

const faultsOf = (row: Row) => faultsOfRoute(app, database.db, world, row)
/** Fastify answers `HEAD` wherever it answers `GET`. */
const headOf = (row: Row): Row => ({ ...row, route: row.route.replace(/^GET /, 'HEAD ') as Row['route'] })

it.each(ROWS)('$route: who may not is turned away alike, changes nothing, and who may is not', async (row) => {
  const ofHead = () => (row.route.startsWith('GET ') ? faultsOf(headOf(row)) : [])
  expect([...(await faultsOf(row)), ...(await ofHead())]).toEqual([])
})

it.each(PLANTED)('$name is found out', async ({ row, fault }) => {
  expect(await faultsOf(row)).toContainEqual(expect.stringContaining(fault))
})
