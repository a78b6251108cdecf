import { parseArgs } from 'node:util'

import type { Command } from '../command.ts'
import { rebuildCounts } from './rebuild.ts'
import { type Difference, verifyCounts } from './verify.ts'

/** `attune counts verify|rebuild`: proves that counts equal answers, or makes them equal. `verify` exits with 1 where they differ. */
export const countsCommand: Command = async (args, { open, print, warn }) => {
  const { action, project } = readArguments(args)
  if (action !== 'verify' && action !== 'rebuild') {
    warn('Use: attune counts verify|rebuild [--project P]')
    return 2
  }
  const { db } = await open()
  const differences = action === 'verify' ? await verifyCounts(db, project) : await rebuildCounts(db, project)
  for (const one of differences.slice(0, MAX_SHOWN)) print(describe(one))
  if (differences.length > MAX_SHOWN) print(`… and ${differences.length - MAX_SHOWN} more.`)
  if (differences.length === 0) print('Every count equals its answers.')
  else if (action === 'rebuild') print(`Mended ${differences.length} counts.`)
  else warn(`${differences.length} counts differ from their answers. Mend them: attune counts rebuild`)
  return differences.length > 0 && action === 'verify' ? 1 : 0
}

function readArguments(args: string[]): { action?: string | undefined; project: string | null } {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { project: { type: 'string' } },
      allowPositionals: true,
    })
    return { action: positionals.length === 1 ? positionals[0] : undefined, project: values.project ?? null }
  } catch {
    return { project: null }
  }
}

function describe({ project_id, day, journey, step, measure, value, counted, stored }: Difference): string {
  const what = value === '' ? measure : `${measure} ${value}`
  return `${project_id} ${day} ${journey}/${step} ${what}: counted ${counted}, stored ${stored}`
}

const MAX_SHOWN = 20
