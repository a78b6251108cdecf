import { parseArgs } from 'node:util'

import type { Command } from '../command.ts'
import { laneOf } from '../database/lane.ts'
import { AppError } from '../errors.ts'
import { isScope, SCOPES } from './scopes.ts'
import { createToken } from './tokens.ts'

const USAGE = 'attune token create --project P --scope read[,configure] [--name N] [--days D]'

/** `attune token create`: prints the token alone, so that a script can keep it. It is never shown again. */
export const tokenCommand: Command = async (args, { open, print, warn }) => {
  const asked = readArguments(args)
  if (typeof asked === 'string') {
    warn(`${asked} Usage: ${USAGE}`)
    return 2
  }
  const { project, name, scopes, days } = asked
  const { db } = await open()
  const found = await db
    .selectFrom('projects')
    .select('id')
    .where('lane', '=', laneOf(project))
    .where('id', '=', project)
    .executeTakeFirst()
  if (!found) {
    throw new AppError(
      'not_found',
      `There is no project "${project}". Make one: attune config push FILE --project ${project}`,
    )
  }
  const expires = days === null ? null : new Date(Date.now() + days * 86_400_000)
  print(await createToken(db, project, name, scopes, expires))
  return 0
}

/** What was asked for, or one sentence that says what is wrong with it. */
function readArguments(args: string[]) {
  try {
    const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true })
    const scopes = (values.scope ?? '').split(',').filter(isScope)
    if (positionals.join(' ') !== 'create') return 'The only thing to do with tokens is to create them.'
    if (!values.project) return 'Say for which project.'
    if (scopes.length === 0 || scopes.join(',') !== values.scope)
      return `Say with which of the scopes ${SCOPES.join(', ')}.`
    const days = values.days === undefined ? null : Number(values.days)
    if (days !== null && !(days > 0 && days <= 36_500)) return 'Say after how many days it expires: 1 to 36500.'
    return { project: values.project, name: values.name ?? 'command line', scopes, days }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

const OPTIONS = {
  project: { type: 'string' },
  scope: { type: 'string' },
  name: { type: 'string' },
  days: { type: 'string' },
} as const
