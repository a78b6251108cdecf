import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { freePort } from '../e2e/ports.ts'
import { createPostgres, findPostgres, type Postgres } from './postgres.ts'
import { type Attune, attuneOn, serveOn } from './service.ts'
import { KEY, MOST_ANSWERS } from './writers.ts'

/** Where a fault is played: a PostgreSQL of its own, and as many nodes of the service as it takes. */
export interface Stage {
  postgres: Postgres
  data: string
  ports: number[]
  /** Starts the node at a port. */
  serve: (port: number, databaseUrl?: string) => Promise<Attune>
  /** Kills what still runs, and removes everything. */
  strike: () => Promise<void>
}

/** @param within Where PostgreSQL keeps its data; by default in the system's folder for temporary files. */
export async function setStage(nodes: number, within?: string): Promise<Stage> {
  const binaries = await findPostgres('embedded')
  if (!binaries) throw new Error('There is no PostgreSQL for this machine.')
  const postgres = await createPostgres(binaries, within)
  const data = mkdtempSync(join(tmpdir(), 'attune-faults-'))
  chmodSync(data, 0o711)
  await configure(postgres.url, data)
  const started: Attune[] = []
  return {
    postgres,
    data,
    ports: await Promise.all(Array.from({ length: nodes }, freePort)),
    async serve(port, databaseUrl = postgres.url) {
      const service = await serveOn(databaseUrl, data, port)
      started.push(service)
      return service
    },
    async strike() {
      for (const service of started) await kill(service)
      await postgres.remove()
      rmSync(data, { recursive: true, force: true })
    },
  }
}

/** Makes the project that the writers write to, on a PostgreSQL or, for `''`, the embedded one. */
export async function configure(databaseUrl: string, folder: string, data = folder): Promise<void> {
  const file = join(folder, 'project.json')
  writeFileSync(file, JSON.stringify(PROJECT))
  const run = attuneOn(databaseUrl, data, 0, 'config', 'push', file, '--project', 'faults')
  if ((await run.ended) !== 0) throw new Error(run.said())
}

export async function kill(service: Attune): Promise<void> {
  service.process.kill('SIGKILL')
  await service.ended
}

const PROJECT = {
  project: { name: 'Faults', keys: [KEY] },
  journeys: [{ id: 'checkout', name: 'Checkout', steps: [{ id: 'payment', name: 'Payment' }] }],
  // One for each answer of a batch, because nobody counts twice for the same.
  prompts: Array.from({ length: MOST_ANSWERS }, (_, i) => ({
    id: `feel-${i}`,
    step: 'checkout/payment',
    wording: { default: { question: 'How did paying feel?' } },
  })),
}
