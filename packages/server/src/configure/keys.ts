import type { KeyItem } from '@attune/protocol'

import { type Actor, type Change, COMMAND, recordChange } from '../access/audit.ts'
import { laneOf } from '../database/lane.ts'
import type { Db, Tx } from '../database/open.ts'
import { AppError } from '../errors.ts'
import { newKey } from './document.ts'
import { findKeyItems, findKeys, findProject, type WriteKey } from './queries.ts'
import { lockProject, replaceKeys, touchProject } from './writes.ts'

/** The public keys of a project. @throws AppError `not_found` */
export async function listKeys(db: Db, project: string): Promise<WriteKey[]> {
  await requireProject(db, project)
  return await findKeys(db, laneOf(project), project)
}

/** The same as people see them, newest first; those that have expired, too. */
export async function listKeyItems(db: Db, project: string): Promise<KeyItem[]> {
  return (await findKeyItems(db, laneOf(project), project)).map(({ key, created_at, expires_at }) => ({
    key,
    created_at: created_at.toISOString(),
    expires_at: expires_at?.toISOString() ?? null,
  }))
}

/**
 * Makes a new key; the others go on until `until`, or until they expire anyway, so that pages can be changed one after the other.
 *
 * @param until Null: the others go on as they are.
 * @returns the new key.
 * @throws AppError `not_found`; `conflict` where there are as many as there may be.
 */
export async function rotateKeys(db: Db, project: string, until: Date | null, by: Actor = COMMAND): Promise<string> {
  const key = newKey()
  await changeKeys(db, project, by, (keys) => {
    if (keys.length >= MAX_KEYS)
      throw new AppError('conflict', `A project has at most ${MAX_KEYS} keys. Remove one that no page uses any more.`)
    return [...(until ? keys.map((one) => endedBy(until, one)) : keys), { key, expires: null }]
  })
  return key
}

/**
 * Ends a key at once: within a second no node takes anything by it any more.
 *
 * @throws AppError `not_found` where the project has no such key.
 */
export async function revokeKey(db: Db, project: string, key: string): Promise<void> {
  await endKey(db, project, key, { isForced: true })
}

/** How a key ends. */
export interface Ending {
  /** Absent: at once, and the key is gone. */
  at?: Date
  /** Even where no other key would go on after it, so that no page reports any more. */
  isForced: boolean
}

/** @throws AppError `not_found` where the project has no such key; `conflict` where it is the last. */
export async function endKey(
  db: Db,
  project: string,
  key: string,
  { at, isForced }: Ending,
  by: Actor = COMMAND,
): Promise<void> {
  await changeKeys(db, project, by, (keys) => {
    const others = keys.filter((one) => one.key !== key)
    const own = keys.find((one) => one.key === key)
    if (!own) throw new AppError('not_found', `Project "${project}" has no key "${key}".`)
    if (!isForced && lastsAfter(new Date(), own) && !others.some((one) => lastsAfter(at ?? new Date(), one)))
      throw new AppError(
        'conflict',
        'No other key goes on after this one: no page could report any more. Make a new one first, or say force=true.',
      )
    return at ? [...others, endedBy(at, own)] : others
  })
}

function lastsAfter(when: Date, { expires }: WriteKey): boolean {
  return expires === null || expires > when
}

function endedBy(until: Date, { key, expires }: WriteKey): WriteKey {
  return { key, expires: expires && expires < until ? expires : until }
}

async function changeKeys(db: Db, project: string, by: Actor, change: (keys: WriteKey[]) => WriteKey[]): Promise<void> {
  await requireProject(db, project)
  await db.transaction().execute((tx) => replaceAll(tx, project, by, change))
}

async function replaceAll(tx: Tx, project: string, by: Actor, change: (keys: WriteKey[]) => WriteKey[]): Promise<void> {
  const row = await lockProject(tx, laneOf(project), project)
  const before = await findKeys(tx, row.lane, row.id)
  const after = change(before)
  await replaceKeys(tx, row, before, after)
  for (const one of changesOf(before, after)) await recordChange(tx, project, by, one)
  await touchProject(tx, row)
}

/** What became of each key, as it is written down: a key is public, and may be named. */
function changesOf(before: WriteKey[], after: WriteKey[]): Change[] {
  const find = (keys: WriteKey[], key: string) => keys.find((one) => one.key === key)
  const ended = before.flatMap((old): Change[] => {
    const now = find(after, old.key)
    if (now && now.expires?.getTime() === old.expires?.getTime()) return []
    const said = now ? { expires_at: now.expires } : null
    return [{ action: 'key.ended', subject: old.key, before: { expires_at: old.expires }, after: said }]
  })
  const made = after.filter(({ key }) => !find(before, key))
  return [
    ...made.map(({ key, expires }): Change => ({
      action: 'key.created',
      subject: key,
      after: { expires_at: expires },
    })),
    ...ended,
  ]
}

async function requireProject(db: Db, project: string): Promise<void> {
  if (!(await findProject(db, laneOf(project), project)))
    throw new AppError('not_found', `There is no project "${project}".`)
}

/** As many as a configuration may list. */
const MAX_KEYS = 10
