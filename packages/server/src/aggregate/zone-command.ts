import { parseArgs } from 'node:util'

import type { Command } from '../command.ts'
import { moveToTheEnd } from './mover.ts'

/**
 * `attune zone move`: moves what was counted to the days of a project's new zone, at once and to the end. The running service does
 * the same by itself.
 *
 * @returns 0; or 1 where it was stopped before the end.
 */
export const zoneCommand: Command = async (args, { open, print, warn, signal }) => {
  const asked = readArguments(args)
  if (!asked) {
    warn('Use: attune zone move [--project P]')
    return 2
  }
  const { db } = await open()
  let told = ''
  const moved = await moveToTheEnd(db, asked.project, {
    signal,
    onProgress(project, progress, { state }) {
      const line = `${project}: ${Math.floor(progress * 100)} %${state === 'waits' ? ', waiting until every node knows the new zone' : ''}`
      if (line !== told) print(line)
      told = line
    },
  })
  if (signal.aborted) {
    warn('Stopped. What is moved stays moved; the running service, or the same command, goes on.')
    return 1
  }
  if (moved.length === 0) print('There is nothing to move.')
  for (const project of moved) print(`Everything of "${project}" is under the days of its zone.`)
  return 0
}

function readArguments(args: string[]): { project: string | null } | null {
  try {
    const options = { project: { type: 'string' } } as const
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    return positionals.length === 1 && positionals[0] === 'move' ? { project: values.project ?? null } : null
  } catch {
    return null
  }
}
