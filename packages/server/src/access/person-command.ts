import { parseArgs } from 'node:util'

import type { Command } from '../command.ts'
import { unlinkPeople } from './openid-person.ts'

/**
 * `attune person unlink EMAIL` and `attune person unlink --all`: for somebody whose account at the other service is another one now,
 * or where that service is another one. Whoever signs in next with this e-mail, verified, is linked.
 */
export const personCommand: Command = async (args, { open, print, warn }) => {
  const asked = readArguments(args)
  if (!asked) {
    warn('Use: attune person unlink EMAIL | attune person unlink --all')
    return 2
  }
  const { db } = await open()
  const unlinked = await unlinkPeople(db, asked.email)
  for (const email of unlinked)
    print(`${email} is unlinked. Whoever signs in with this e-mail next, verified there, is linked.`)
  if (unlinked.length === 0) print(`${asked.email ?? 'Nobody'} is linked to no account, so there is nothing to unlink.`)
  return 0
}

function readArguments(args: string[]): { email: string | null } | null {
  try {
    const options = { all: { type: 'boolean', default: false } } as const
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    const [verb, email, ...rest] = positionals
    if (verb !== 'unlink' || rest.length > 0 || (email !== undefined) === values.all) return null
    return { email: email ?? null }
  } catch {
    return null
  }
}
