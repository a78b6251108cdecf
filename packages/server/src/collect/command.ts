import { parseArgs } from 'node:util'

import type { Command } from '../command.ts'
import { createDirectory } from '../configure/directory.ts'
import { listQuarantined, type Replayed, replayQuarantined } from './quarantine.ts'

/**
 * `attune quarantine list` and `attune quarantine replay`: what the database has refused, and trying it again.
 *
 * What people wrote is never printed.
 *
 * @returns 0; or 1 where something stays in quarantine after a replay.
 */
export const quarantineCommand: Command = async (args, { open, print, warn, signal }) => {
  const asked = readArguments(args)
  if (!asked) {
    warn('Usage: attune quarantine list|replay [--project P]')
    return 2
  }
  const { db } = await open()
  const found = await listQuarantined(db, asked.project)
  if (asked.verb === 'list') {
    for (const { id, project_id, received_at, said, reason } of found)
      print([id, project_id, received_at.toISOString(), said.event.type, reason].join('\t'))
    if (found.length === 0) warn('Nothing is in quarantine.')
    return 0
  }
  const directory = createDirectory(db)
  const sums: Record<Replayed, number> = { stored: 0, refused: 0, no_project: 0 }
  for (const one of found) {
    if (signal.aborted) break
    sums[await replayQuarantined(db, directory, one, new Date())]++
  }
  print(`${sums.stored} stored, ${sums.refused} still refused, ${sums.no_project} of projects that are gone.`)
  return sums.stored === found.length ? 0 : 1
}

function readArguments(args: string[]): { verb: 'list' | 'replay'; project: string | null } | null {
  try {
    const options = { project: { type: 'string' } } as const
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    const [verb] = positionals
    if (positionals.length !== 1 || (verb !== 'list' && verb !== 'replay')) return null
    return { verb, project: values.project ?? null }
  } catch {
    return null
  }
}
