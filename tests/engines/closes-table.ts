import { readFileSync } from 'node:fs'

import { startService } from '../e2e/service.ts'
import { type Closes, tryCloses } from './closes.ts'
import { ENGINES } from './engines.ts'

/**
 * `pnpm bench closes [TRIALS [ENGINE]]`: people answer and leave within two seconds, in every engine that is here; in
 * Firefox and WebKit a fifth as many.
 *
 * `ATTUNE_SCRIPT` names a file to try instead of the built `attune.js`.
 */
const asked = Number(process.argv[3] ?? 1000)
const only = process.argv[4]
const script = process.env.ATTUNE_SCRIPT && readFileSync(process.env.ATTUNE_SCRIPT, 'utf8')
const service = await startService()
const print = (line: string) => process.stdout.write(`${line}\n`)
try {
  print(
    '| Engine | Trials | Accounted | Stored at the next visit | Eleven minutes later | Pending | Dropped | Twice | Not finished | Seconds |',
  )
  print('| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: |')
  for (const engine of ENGINES.filter(({ name }) => !only || name === only)) {
    if (engine.missing) {
      print(`| ${engine.name} | ${engine.missing} |`)
      continue
    }
    const count = engine.name === 'Chromium' ? asked : Math.ceil(asked / 5)
    const closes = await tryCloses(engine, service, `closes-${engine.name.toLowerCase()}`, count, script)
    const { trials, accounted, stored, lost, late, pending, dropped, repeated, broken, seconds } = closes
    const shares = [accounted, stored - late.length, stored].map((n) => share(n, trials))
    const figures = [engine.name, trials, ...shares, pending.length, dropped.length, repeated]
    print(`| ${[...figures, broken.length, seconds].join(' | ')} |`)
    for (const [fate, those] of Object.entries({ lost, dropped, pending, late }))
      for (const trial of those) print(`${fate}: ${JSON.stringify(trial)}`)
    for (const why of broken) print(`Not finished: ${why}`)
    if (!isGood(closes)) process.exitCode = 1
  }
} finally {
  await service.stop()
}

function isGood({ trials, accounted, stored, late, repeated, broken }: Closes): boolean {
  return (
    trials > 0 &&
    accounted === trials &&
    stored - late.length >= trials * 0.995 &&
    repeated === 0 &&
    broken.length === 0
  )
}

function share(n: number, of: number): string {
  return `${n} (${((100 * n) / of).toFixed(1)} %)`
}
