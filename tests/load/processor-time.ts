import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { childrenOf } from '../faults/postgres.ts'

/** What a process worked, in seconds: user and system time of all its threads. Linux only: throws elsewhere. */
export function processorTimeOf(pid: number): number {
  const [user = 0, system = 0] = timesOf(pid)
  return user + system
}

/**
 * What all processes of a PostgreSQL worked, in seconds; those that have ended count as the postmaster's.
 *
 * @param folder Its own, from `createPostgres`.
 */
export async function postgresTimeOf(folder: string): Promise<number> {
  const postmaster = Number.parseInt(readFileSync(join(folder, 'data/postmaster.pid'), 'utf8'), 10)
  const children = (await childrenOf(postmaster)).map(processorTimeOrNone)
  return [...timesOf(postmaster), ...children].reduce((sum, one) => sum + one, 0)
}

/** A child may end while it is looked for. */
function processorTimeOrNone(pid: number): number {
  try {
    return processorTimeOf(pid)
  } catch {
    return 0
  }
}

/** Its own user and system time, then those of children that have ended. Source: proc(5), fields 14 to 17, hundredths. */
function timesOf(pid: number): number[] {
  // The name before the last bracket may hold anything.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
  return fields.slice(11, 15).map((hundredths) => Number(hundredths) / 100)
}
