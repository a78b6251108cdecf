import { chmodSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { openStore } from '../../packages/server/src/database/store.ts'
import { readSettings } from '../../packages/server/src/settings.ts'
import { fuzzFeel } from '../../packages/server/src/testing/fuzz-feel.ts'

/**
 * `pnpm bench questions [QUERIES] [SEED]`: 200,000 generated questions about figures, each answered again from every single answer.
 *
 * The seed is printed first, so that what went wrong can be asked again.
 */
const queries = Number(process.argv[3] ?? 200_000)
const seed = Number(process.argv[4] ?? Math.floor(Math.random() * 2 ** 31))
const folder = mkdtempSync(join(tmpdir(), 'attune-questions-'))
// Where root runs this, the database's own user has to come through.
chmodSync(folder, 0o711)
const store = await openStore(readSettings({ ATTUNE_DATA: join(folder, 'data') }, folder), { onError: () => {} })
const began = performance.now()
say(`Seed ${seed}, ${queries} questions.`)
try {
  const onProgress = (asked: number): void => say(`${asked} asked.`)
  const { statuses, rows, faults } = await fuzzFeel(store.db, { queries, seed, onProgress })
  const answers = Object.entries(statuses).map(([status, n]) => `${status} ${n}`)
  say(
    `${queries} in ${((performance.now() - began) / 1_000).toFixed(0)} s, answered: ${answers.join(', ')}; ${rows} rows.`,
  )
  const refused = refusedBy(folder)
  say(`${refused.length} statements that PostgreSQL has refused, in its log.`)
  faults.push(...refused.slice(0, 20))
  for (const fault of faults) say(fault)
  say(faults.length === 0 ? 'Every row is right.' : `Faults. Again: pnpm bench questions ${queries} ${seed}`)
  process.exitCode = faults.length === 0 ? 0 : 1
} finally {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
}

/** What PostgreSQL says in its log of statements that are none, or that it could not do. */
function refusedBy(base: string): string[] {
  const logs = globSync('**/postgres.log', { cwd: base }).map((log) => readFileSync(join(base, log), 'utf8'))
  if (logs.length === 0) return ['There is no log of PostgreSQL to look at.']
  return logs.flatMap((log) => log.split('\n')).filter((line) => line.includes('ERROR:'))
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
