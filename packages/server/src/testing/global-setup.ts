import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chmod, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { TestProject } from 'vitest/node'

import { joinEmbedded } from '../database/embedded.ts'
import { migrate } from '../database/migrate.ts'
import { openDatabase } from '../database/open.ts'
import { simulateCluster } from './cluster.ts'
import { asAdmin, databaseUrl } from './database.ts'

/**
 * One PostgreSQL per run: the one that `TEST_DATABASE_URL` names, else the product's own embedded server in a temporary folder.
 *
 * With `ATTUNE_TEST_DISTRIBUTED` the service takes it for a cluster: see `simulateCluster`.
 *
 * The template that test files copy has a name of its own per run, so that runs side by side on one server do not meet.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['TEST_DATABASE_URL']
  const cluster = given ? { url: given, end: async () => {} } : await startCluster()
  const template = `attune_template_${randomUUID().replaceAll('-', '')}`
  await asAdmin(cluster.url, `create database ${template}`)
  if (process.env['ATTUNE_TEST_DISTRIBUTED']) await simulateCluster(databaseUrl(cluster.url, template))
  const { db, close } = openDatabase(databaseUrl(cluster.url, template), 1, () => {})
  await migrate(db)
  await close()
  project.provide('clusterUrl', cluster.url)
  project.provide('template', template)
  return async () => {
    await asAdmin(cluster.url, `drop database if exists ${template} with (force)`)
    await cluster.end()
  }
}

/** Starts an embedded server that ends with this process, however that ends: an undertaker waits at the other end of a pipe. */
async function startCluster(): Promise<{ url: string; end: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'attune-test-'))
  // The server's own user has to come through where root runs the tests.
  await chmod(folder, 0o711)
  const undertaker = spawn(process.execPath, [join(import.meta.dirname, 'undertaker.ts'), folder], {
    detached: true,
    stdio: ['pipe', 'ignore', 'inherit'],
  })
  undertaker.unref()
  const ended = new Promise((resolve) => undertaker.on('exit', resolve))
  const { url, dataDirectory, leave } = await joinEmbedded(folder, { maxConnections: 300, onError: () => {} })
  if (!dataDirectory.startsWith(folder) && !dataDirectory.startsWith('/var/lib/attune/')) {
    throw new Error(`The tests would have written to ${dataDirectory}.`)
  }
  return {
    url,
    end: async () => {
      await leave()
      undertaker.stdin.end()
      await ended
    },
  }
}
