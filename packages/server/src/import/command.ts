import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'

import type { Command, CommandContext } from '../command.ts'
import { applyConfiguration, readConfiguration } from '../configure/configuration.ts'
import { createDirectory, type KnownProject } from '../configure/directory.ts'
import { learnSizes } from '../database/learn-sizes.ts'
import type { Db } from '../database/open.ts'
import { AppError } from '../errors.ts'
import { type Mapping, parseMapping } from './mapping.ts'
import { mergeMapping } from './merge.ts'
import { createProgress } from './progress.ts'
import { findPromptVersions } from './queries.ts'
import { type ImportResult, runImport } from './run.ts'
import { describeSkipped } from './tally.ts'

/** `attune import FILE.csv[.gz] --project P --map MAPPING.json`: turns a survey's export into answers at steps. */
export const importCommand: Command = async (args, context) => {
  const called = readArguments(args)
  if (!called) {
    context.warn(USAGE)
    return 2
  }
  const mapping = parseMapping(await readMapping(called.map), called.map)
  const { db } = await context.open()
  const project = await prepareProject(db, called.project, mapping)
  const versions = await findPromptVersions(db, project.lane, project.id)
  const progress = createProgress(basename(called.file), context)
  const { file } = called
  try {
    const result = await runImport({
      db,
      file,
      mapping,
      project,
      versions,
      signal: context.signal,
      onProgress: progress.report,
    })
    await learnSizes(db)
    progress.end()
    printSummary(result, called, context)
    return result.isStopped ? 1 : 0
  } finally {
    progress.end()
  }
}

interface Called {
  file: string
  project: string
  map: string
}

function readArguments(args: string[]): Called | null {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { project: { type: 'string' }, map: { type: 'string' } },
      allowPositionals: true,
    })
    const [file, ...more] = positionals
    return file && more.length === 0 && values.project && values.map
      ? { file, project: values.project, map: values.map }
      : null
  } catch {
    return null
  }
}

function readMapping(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    throw new AppError('bad_request', `There is no mapping file ${path} that can be read.`, { cause: error })
  })
}

/** Makes the project, or adds to it what the mapping needs; a second import finds everything there and changes nothing. */
async function prepareProject(db: Db, id: string, mapping: Mapping): Promise<KnownProject> {
  const directory = createDirectory(db)
  const existing = (await directory.byId(id)) && (await readConfiguration(db, id))
  await applyConfiguration(db, id, mergeMapping(existing, mapping, id))
  directory.forget()
  const project = await directory.byId(id)
  if (!project) throw new AppError('not_found', `The project "${id}" was removed while the import was starting.`)
  return project
}

function printSummary(result: ImportResult, { file, project }: Called, { print, warn }: CommandContext): void {
  const n = (count: number) => count.toLocaleString('en')
  print(`${n(result.rows)} rows read from ${basename(file)} into the project "${project}".`)
  print(`  ${n(result.answersAdded)} answers added, ${n(result.wordsAdded)} of them with words`)
  print(`  ${n(result.answersKnown)} answers already there`)
  print(`  ${n(result.outcomesAdded)} outcomes added`)
  print(`  ${n(result.notAsked)} cells not asked or not applicable, which count as no answer`)
  if (result.skipped.length > 0) print('Left out:')
  for (const skipped of result.skipped) print(`  ${describeSkipped(skipped)}`)
  if (result.isStopped) warn('Stopped. What was added stays; running the same command again continues.')
  else if (result.answersAdded === 0 && result.answersKnown > 0) print('Nothing new: everything was imported before.')
}

const USAGE = 'Usage: attune import FILE.csv[.gz] --project PROJECT --map MAPPING.json (see examples/import/README.md)'
