import type { TestProject } from 'vitest/node'

import { migrate } from '../database/migrate.ts'
import { openDatabase } from '../database/open.ts'
import { asAdmin, databaseUrl, TEMPLATE } from './database.ts'

/** One PostgreSQL per run: the one that `TEST_DATABASE_URL` names, else the product's own embedded server in a temporary folder. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['TEST_DATABASE_URL']
  if (!given) throw new Error('Set TEST_DATABASE_URL until the embedded server is wired here.')
  const cluster = given
  await asAdmin(cluster, `drop database if exists ${TEMPLATE}`)
  await asAdmin(cluster, `create database ${TEMPLATE}`)
  const { db, close } = openDatabase(databaseUrl(cluster, TEMPLATE), 1, () => {})
  await migrate(db)
  await close()
  project.provide('clusterUrl', cluster)
  return async () => {}
}
