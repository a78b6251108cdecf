import { writeFile } from 'node:fs/promises'

import type { ConfigurationDocument } from '@attune/protocol'

import { COMMAND } from '../access/audit.ts'
import type { CommandContext } from '../command.ts'
import type { Db } from '../database/open.ts'
import { AppError } from '../errors.ts'
import { readCodeFile } from './code-file.ts'
import {
  type AppliedChange,
  type Applying,
  changeConfiguration,
  configurationTag,
  readConfiguration,
  tagInside,
} from './configuration.ts'
import { linesOfChange } from './differences.ts'
import { keyOf } from './document.ts'
import { textOfDocument } from './write-document.ts'
import { type Format, formatOf, type Written } from './written.ts'

/** Writes what is configured to a file, or prints it. */
export async function pull(
  { project, file, format }: { project: string; file?: string; format?: Format },
  { open, print, settings }: CommandContext,
): Promise<number> {
  const { db } = await open()
  const document = await readConfiguration(db, project)
  const text = textOfDocument(document, format ?? (file === undefined ? 'json' : formatOf(file)), {
    schemaUrl: new URL('/api/configuration.schema.json', settings.publicUrl).href,
    revision: revisionOf(configurationTag(document)),
  })
  if (file === undefined) {
    print(text.trimEnd())
    return 0
  }
  await writeFile(file, text).catch((cause: unknown) => {
    throw new AppError('bad_request', `${file} cannot be written: ${messageOf(cause)}`, { cause })
  })
  print(`${file} is as project "${project}" is.`)
  return 0
}

/** Says what pushing a file would change. @returns 0 where nothing would, 1 where something would. */
export async function diff(
  { project, file }: { project: string; file: string },
  { open, print }: CommandContext,
): Promise<number> {
  const { written } = await readCodeFile(file)
  const { db } = await open()
  const change = await apply({ project, file, written }, { seen: '*', isRehearsal: true }, db)
  const lines = linesOfChange(change)
  if (change.created) print(`Project "${project}" would be made.`)
  if (lines.length === 0 && !change.created) print(`Project "${project}" is as ${file} says.`)
  for (const line of lines) print(line)
  return lines.length > 0 || change.created ? 1 : 0
}

/** Makes a project what a file says, unless somebody has changed it since the file was pulled. */
export async function push(
  { project, file, force, dryRun }: { project: string; file: string; force?: boolean; dryRun?: boolean },
  { open, print, settings }: CommandContext,
): Promise<number> {
  const { written, text } = await readCodeFile(file)
  const { db } = await open()
  const seen = force ? '*' : tagInside(documentOf(written))
  const change = await apply({ project, file, written }, { seen, isRehearsal: dryRun === true }, db)
  if (dryRun) {
    for (const line of linesOfChange(change)) print(line)
    print('Nothing is stored: this was a dry run.')
    return 0
  }
  const next = written.withRevision(revisionOf(change.etag))
  if (next !== text) await writeFile(file, next)
  printDone(change, { project, file, publicUrl: settings.publicUrl }, print)
  return 0
}

function printDone(
  { created, published, after }: AppliedChange,
  { project, file, publicUrl }: { project: string; file: string; publicUrl: string },
  print: (line: string) => void,
): void {
  for (const { prompt, version } of published) print(`Published ${prompt}, version ${version}.`)
  if (!created) {
    print(`Project "${project}" is as ${file} says.`)
    return
  }
  const [said] = after.project.keys
  const key = said && keyOf(said).key
  print(`Project "${project}" is made. Its public key: ${key ?? 'none, because "keys" is empty'}`)
  if (key) print(`Paste this into its pages:\n<script async src="${publicUrl}/attune.js" data-key="${key}"></script>`)
}

interface CodeFile {
  project: string
  file: string
  written: Written
}

/** What is refused is said with its line in the file, and with the way out that there is on the command line. */
async function apply(code: CodeFile, applying: Omit<Applying, 'by'>, db: Db): Promise<AppliedChange> {
  try {
    return await changeConfiguration(db, code.project, documentOf(code.written), { ...applying, by: COMMAND })
  } catch (error) {
    throw error instanceof AppError ? sayHow(error, code) : error
  }
}

function sayHow(error: AppError, { project, file, written }: CodeFile): AppError {
  const { code, message } = error
  const way = [
    `  attune config diff ${file} --project ${project}    shows what pushing would undo`,
    `  attune config pull --project ${project} ${file}    takes over what is there; make your change in that, and push again`,
    `  attune config push ${file} --project ${project} --force    where the file is the truth, as in a pipeline`,
  ]
  const say = (...lines: string[]) => new AppError(code, lines.join('\n'), { cause: error })
  switch (code) {
    case 'invalid_configuration':
      return PLACED.test(message) ? say(`${file}:${written.locate(message)}`) : error
    case 'changed_meanwhile':
      return say(`Somebody has changed project "${project}" since ${file} was pulled. Nothing is stored.`, ...way)
    case 'precondition_required':
      return say(`${file} does not say what it has seen of project "${project}". Nothing is stored.`, ...way)
    default:
      return error
  }
}

/** `project.keys: …`, and no sentence. */
const PLACED = /^[\w.[\]]+: /

function documentOf({ document }: Written): ConfigurationDocument {
  return document as ConfigurationDocument
}

/** A tag as a file says it: without its quotes. */
function revisionOf(etag: string): string {
  return etag.replaceAll('"', '')
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))
