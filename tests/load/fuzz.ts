import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { openStore } from '../../packages/server/src/database/store.ts'
import { readSettings } from '../../packages/server/src/settings.ts'
import { fuzz } from '../../packages/server/src/testing/fuzz.ts'

/**
 * `pnpm bench fuzz [BODIES] [SEED]`: a million generated bodies against the whole service on a PostgreSQL of its own.
 *
 * The seed is printed first, so that what hurt can be sent again.
 */
const bodies = Number(process.argv[3] ?? 1_000_000)
const seed = Number(process.argv[4] ?? Math.floor(Math.random() * 2 ** 31))
const crashes: string[] = []
for (const name of ['uncaughtException', 'unhandledRejection'] as const)
  process.on(name, (error: unknown) => void crashes.push(`${name}: ${String(error)}`))

const folder = mkdtempSync(join(tmpdir(), 'attune-fuzz-'))
// Where root runs this, the database's own user has to come through.
chmodSync(folder, 0o711)
const store = await openStore(readSettings({ ATTUNE_DATA: join(folder, 'data') }, folder), { onError: () => {} })
const began = performance.now()
say(`Seed ${seed}, ${bodies} bodies.`)
try {
  const onProgress = (tried: number): void => {
    if (tried % 100_000 === 0) say(`${tried} tried, ${(process.memoryUsage.rss() / 1e6).toFixed(0)} MB.`)
  }
  const { statuses, faults } = await fuzz(store.db, { bodies, seed, onProgress })
  const seconds = (performance.now() - began) / 1_000
  say(
    `${bodies} in ${seconds.toFixed(0)} s, answered: ${Object.entries(statuses)
      .map(([status, n]) => `${status} ${n}`)
      .join(', ')}.`,
  )
  const hurt = [...crashes, ...faults]
  for (const fault of hurt) say(fault)
  say(hurt.length === 0 ? 'Nothing was hurt.' : `${hurt.length} faults. Again: pnpm bench fuzz ${bodies} ${seed}`)
  process.exitCode = hurt.length === 0 ? 0 : 1
} finally {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
