import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { parseArgs } from 'node:util'

import type { Command } from '../command.ts'
import { findProject } from '../configure/queries.ts'
import { laneOf } from '../database/lane.ts'
import { AppError } from '../errors.ts'
import { deleteDueProjects } from './deletion.ts'
import { exportProject } from './export.ts'
import { describeRemoved, removeOld } from './retention.ts'

/** `attune export --project P [FILE.ndjson]`: everything of a project, line by line; to the output where there is no file. */
export const exportCommand: Command = async (args, { open, print, warn, signal }) => {
  const { project, file } = readArguments(args)
  if (!project) {
    warn('Use: attune export --project P [FILE.ndjson]')
    return 2
  }
  const { db } = await open()
  const found = await findProject(db, laneOf(project), project)
  if (!found) throw new AppError('not_found', `There is no project "${project}".`)
  const to = file === undefined ? null : createWriteStream(file, { flags: 'wx', mode: 0o600 })
  if (to) await once(to, 'open').catch((cause: unknown) => refuseFile(String(file), cause))
  let lines = 0
  for await (const line of exportProject(db, project, new Date())) {
    if (signal.aborted) throw new AppError('conflict', 'Stopped; what is written is not whole.')
    if (!to) print(line.trimEnd())
    else if (!to.write(line)) await once(to, 'drain')
    lines++
  }
  if (to) {
    to.end()
    await once(to, 'close')
    print(`${lines} lines are in ${file}.`)
  }
  return 0
}

/** `attune retain`: removes what is to be kept no longer. The running service does the same by itself. */
export const retainCommand: Command = async (args, { open, print, warn }) => {
  if (args.length > 0) {
    warn('Use: attune retain')
    return 2
  }
  const { db } = await open()
  const now = new Date()
  const gone = await deleteDueProjects(db, now)
  for (const project of gone) print(`Project "${project}" is gone.`)
  const removed = await removeOld(db, now)
  for (const one of removed) print(`Removed from ${describeRemoved(one)}.`)
  if (gone.length === 0 && removed.length === 0) print('There is nothing to remove.')
  return 0
}

function refuseFile(file: string, cause: unknown): never {
  const isThere = (cause as { code?: unknown }).code === 'EEXIST'
  throw new AppError(
    'bad_request',
    isThere ? `${file} is there already. Name another file.` : `${file} cannot be written: ${String(cause)}`,
    { cause },
  )
}

function readArguments(args: string[]): { project?: string | undefined; file?: string | undefined } {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { project: { type: 'string' } },
      allowPositionals: true,
    })
    return positionals.length > 1 ? {} : { project: values.project, file: positionals[0] }
  } catch {
    return {}
  }
}
