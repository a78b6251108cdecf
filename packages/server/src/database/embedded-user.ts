import type { Stats } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

import { AppError } from '../errors.ts'

export interface ServerUser {
  uid: number
  gid: number
}

/** Who runs the server for root: whoever owns the data already, else the first unprivileged user made for such things. */
export async function findServerUser(owner: Stats | null): Promise<ServerUser> {
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  const users = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n').map((line) => line.split(':'))
  for (const name of CANDIDATES) {
    const [, , uid, gid] = users.find((user) => user[0] === name) ?? []
    if (Number(uid) > 0 && Number(gid) > 0) return { uid: Number(uid), gid: Number(gid) }
  }
  throw new AppError(
    'unavailable',
    'PostgreSQL cannot run as root, and this machine has neither a user "postgres" nor "nobody". Run Attune as another user, or set DATABASE_URL.',
  )
}

/** Whether a user may pass every folder down to this one. */
export async function canReach(folder: string, { uid, gid }: ServerUser): Promise<boolean> {
  const found = await stat(folder)
  const shift = found.uid === uid ? 6 : found.gid === gid ? 3 : 0
  if (((found.mode >> shift) & 1) === 0) return false
  return dirname(folder) === folder || canReach(dirname(folder), { uid, gid })
}

const CANDIDATES = ['postgres', 'nobody']
