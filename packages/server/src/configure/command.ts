import { parseArgs } from 'node:util'

import type { Command, CommandContext } from '../command.ts'
import { AppError } from '../errors.ts'
import { diff, pull, push } from './code-commands.ts'
import type { Format } from './written.ts'

/** `attune config pull|diff|push`: a project's configuration as code. */
export const configCommand: Command = async (args, context) => {
  const called = readArguments(args)
  if (!called) {
    context.warn(USAGE)
    return 2
  }
  if (called.action === 'pull') return await pull(called, context)
  if (called.action === 'push') return await push(called, context)
  return await diffOrSay(called, context)
}

/** For scripts, 1 is a difference; so what is wrong is 2, as with other tools that compare. */
async function diffOrSay(called: CalledWithFile, context: CommandContext): Promise<number> {
  try {
    return await diff(called, context)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    context.warn(error.message)
    return 2
  }
}

/** How `config` was called. */
interface Pulling {
  action: 'pull'
  project: string
  file?: string
  format?: Format
}

interface CalledWithFile {
  action: 'diff' | 'push'
  project: string
  file: string
  force?: boolean
  dryRun?: boolean
}

function readArguments(args: string[]): Pulling | CalledWithFile | null {
  const given = parse(args)
  if (!given) return null
  const { positionals, values } = given
  const [action, file, ...others] = positionals
  const { project, format, force, 'dry-run': dryRun } = values
  if (!project || others.length > 0) return null
  const isPushed = force === true || dryRun === true
  if (action === 'pull' && !isPushed && (format === undefined || format === 'yaml' || format === 'json'))
    return { action, project, ...(file !== undefined && { file }), ...(format !== undefined && { format }) }
  if (file === undefined || format !== undefined) return null
  if (action === 'diff' && !isPushed) return { action, project, file }
  if (action === 'push') return { action, project, file, force: force === true, dryRun: dryRun === true }
  return null
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        project: { type: 'string' },
        format: { type: 'string' },
        force: { type: 'boolean' },
        'dry-run': { type: 'boolean' },
      },
    })
  } catch {
    return null
  }
}

const USAGE = `Use: attune config push FILE --project P [--dry-run] [--force]
     attune config diff FILE --project P
     attune config pull --project P [FILE] [--format yaml|json]`
