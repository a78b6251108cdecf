import { parseArgs } from 'node:util'

import { identitySecretOf } from '../collect/identity.ts'
import type { Command } from '../command.ts'
import { sharedSecret } from '../database/secret.ts'
import { listKeys, revokeKey, rotateKeys } from './keys.ts'

const USAGE = 'Use: attune key list|rotate|secret --project P [--overlap DAYS], or: attune key revoke KEY --project P'

/** `attune key list|rotate|revoke`: the public keys of a project. `rotate` prints the new key alone, so that a script
 * can keep it; `secret` prints what the host's server signs its people's identity with. */
export const keyCommand: Command = async (args, { open, print, warn }) => {
  const { action, key, project, days } = readArguments(args)
  const isRevoke = action === 'revoke'
  if (!project || days === null || isRevoke !== (key !== undefined)) {
    warn(USAGE)
    return 2
  }
  const { db } = await open()
  switch (action) {
    case 'list':
      for (const one of await listKeys(db, project))
        print(`${one.key}  ${one.expires === null ? 'for ever' : `until ${one.expires.toISOString()}`}`)
      return 0
    case 'rotate': {
      const until = new Date(Date.now() + days * 86_400_000)
      print(await rotateKeys(db, project, until))
      warn(
        `The other keys go on until ${until.toISOString()}. End one at once: attune key revoke KEY --project ${project}`,
      )
      return 0
    }
    case 'secret':
      await listKeys(db, project)
      print(identitySecretOf(await sharedSecret(db, 'identity'), project))
      return 0
    case 'revoke':
      await revokeKey(db, project, key ?? '')
      return 0
    default:
      warn(USAGE)
      return 2
  }
}

function readArguments(args: string[]) {
  try {
    const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true })
    const [action, key, ...others] = positionals
    const days = Number(values.overlap ?? OVERLAP_DAYS)
    return {
      action: others.length > 0 ? '' : action,
      key,
      project: values.project,
      days: days >= 0 && days <= 3_650 ? days : null,
    }
  } catch {
    return { days: null }
  }
}

const OPTIONS = { project: { type: 'string' }, overlap: { type: 'string' } } as const
/** Pages keep what they were given for a day at most; a release of the host's may take a sprint. */
const OVERLAP_DAYS = 30
