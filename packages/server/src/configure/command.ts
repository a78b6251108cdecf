import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'

import type { ConfigurationDocument } from '@attune/protocol'

import type { Command, CommandContext } from '../command.ts'
import { AppError } from '../errors.ts'
import { applyConfiguration, readConfiguration } from './configuration.ts'
import { keyOf } from './document.ts'

/** `attune config push FILE --project P` and `attune config pull --project P`: a project's configuration as code. */
export const configCommand: Command = async (args, context) => {
  const { action, file, project } = argumentsOf(args)
  if (project && action === 'pull' && file === undefined) return await pull(project, context)
  if (project && action === 'push' && file !== undefined) return await push(file, project, context)
  context.warn('Use: attune config push FILE --project P, or: attune config pull --project P')
  return 2
}

function argumentsOf(args: string[]): { action?: string; file?: string; project?: string } {
  try {
    const { positionals, values } = parseArgs({
      args,
      allowPositionals: true,
      options: { project: { type: 'string' } },
    })
    const [action, file, ...others] = positionals
    return others.length > 0 ? {} : { ...(action ? { action } : {}), ...(file ? { file } : {}), ...values }
  } catch {
    return {}
  }
}

async function pull(project: string, { open, print }: CommandContext): Promise<number> {
  const { db } = await open()
  print(JSON.stringify(await readConfiguration(db, project), null, 2))
  return 0
}

async function push(file: string, project: string, { open, print, settings }: CommandContext): Promise<number> {
  const document = await readDocument(file)
  const { db } = await open()
  const { created, published } = await applyConfiguration(db, project, document)
  for (const { prompt, version } of published) print(`Published ${prompt}, version ${version}.`)
  if (!created) {
    print(`Project "${project}" is as ${file} says.`)
    return 0
  }
  const [said] = (await readConfiguration(db, project)).project.keys ?? []
  const key = said && keyOf(said).key
  print(`Project "${project}" is made. Its public key: ${key ?? 'none, because "keys" is empty'}`)
  if (key)
    print(`Paste this into its pages:\n<script async src="${settings.publicUrl}/attune.js" data-key="${key}"></script>`)
  return 0
}

async function readDocument(file: string): Promise<ConfigurationDocument> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new AppError('bad_request', `${file} cannot be read: ${messageOf(cause)}`, { cause })
  })
  try {
    return JSON.parse(text) as ConfigurationDocument
  } catch (cause) {
    throw new AppError('bad_request', `${file} is not JSON: ${messageOf(cause)}`, { cause })
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))
