import { readdirSync, readFileSync } from 'node:fs'

import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'

import { COMMAND } from '../../packages/server/src/access/audit.ts'
import { migrate } from '../../packages/server/src/database/migrate.ts'
import { type Database, openDatabase } from '../../packages/server/src/database/open.ts'
import { ensureDemo } from '../../packages/server/src/demo/demo.ts'
import { createSqlRole } from '../../packages/server/src/export/sql-roles.ts'
import { createPostgres, findPostgres, type Postgres } from '../faults/postgres.ts'

const EXAMPLE = new URL('../../examples/bi/grafana/', import.meta.url)
const GUIDE = new URL('../../docs/guide/bi.md', import.meta.url)

interface Dashboard {
  templating: { list: { name: string; query: string }[] }
  panels: { title: string; targets: { rawSql: string }[] }[]
}

let postgres: Postgres | null = null
let database: Database | null = null
let reader: Client | null = null

beforeAll(async () => {
  const binaries = await findPostgres('embedded')
  if (!binaries) throw new Error('There are no PostgreSQL binaries for this machine.')
  postgres = await createPostgres(binaries)
  database = openDatabase(postgres.url, 2, () => {})
  await migrate(database.db)
  await ensureDemo(database.db)
  await createSqlRole(database.db, COMMAND, { name: 'bi', project: 'demo', password: 'secret' })
  const url = new URL(postgres.url)
  url.searchParams.set('user', 'bi')
  reader = new Client({ connectionString: url.href })
  await reader.connect()
})
afterAll(async () => {
  await reader?.end()
  await database?.close()
  await postgres?.remove()
})

test('every question of the dashboard has an answer, as a role that reads two views', async () => {
  const dashboard = JSON.parse(readFileSync(new URL('dashboards/attune-journey.json', EXAMPLE), 'utf8')) as Dashboard
  const questions = [
    ...dashboard.templating.list.map(({ name, query }) => [name, query] as const),
    ...dashboard.panels.flatMap(({ title, targets }) => targets.map(({ rawSql }) => [title, rawSql] as const)),
  ]
  expect(questions.length).toBe(7)
  for (const [name, question] of questions) {
    const { rows } = await reader!.query(inGrafana(question))
    expect([name, rows.length > 0]).toEqual([name, true])
  }
})

test('so has every question of the guide', async () => {
  const questions = [...readFileSync(GUIDE, 'utf8').matchAll(/```sql\n(.*?)```/gs)].map(([, text = '']) => text)
  expect(questions.length).toBeGreaterThanOrEqual(4)
  for (const question of questions) {
    const { rows } = await reader!.query(question)
    expect([question, rows.length > 0]).toEqual([question, true])
  }
})

test('what is provisioned is YAML that names one data source, which the dashboard asks', () => {
  const [source] = (read('provisioning/datasources/attune.yaml') as { datasources: { uid: string; type: string }[] })
    .datasources
  expect(source).toMatchObject({ uid: 'attune', type: 'postgres' })
  expect(read('provisioning/dashboards/attune.yaml')).toMatchObject({ apiVersion: 1 })
  for (const file of readdirSync(new URL('dashboards/', EXAMPLE)))
    expect(readFileSync(new URL(`dashboards/${file}`, EXAMPLE), 'utf8')).not.toMatch(/"uid": "(?!attune)/)
})

/** As Grafana sends it: variables filled in, and its time range. */
function inGrafana(question: string): string {
  return question
    .replaceAll('$project', 'demo')
    .replaceAll('$journey', 'checkout')
    .replaceAll(/\$__timeFilter\(([^()]*)\)/g, `$1 between now() - interval '90 days' and now()`)
}

function read(file: string): unknown {
  return parse(readFileSync(new URL(file, EXAMPLE), 'utf8'))
}
