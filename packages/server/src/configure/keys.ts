import { laneOf } from '../database/lane.ts'
import type { Db, Tx } from '../database/open.ts'
import { AppError } from '../errors.ts'
import { newKey } from './document.ts'
import { findKeys, findProject, type WriteKey } from './queries.ts'
import { lockProject, replaceKeys, touchProject } from './writes.ts'

/** The public keys of a project. @throws AppError `not_found` */
export async function listKeys(db: Db, project: string): Promise<WriteKey[]> {
  await requireProject(db, project)
  return await findKeys(db, laneOf(project), project)
}

/**
 * Makes a new key; the others go on until `until`, or until they expire anyway, so that pages can be changed one after the other.
 *
 * @returns the new key.
 * @throws AppError `not_found`
 */
export async function rotateKeys(db: Db, project: string, until: Date): Promise<string> {
  const key = newKey()
  const ended = ({ expires, ...old }: WriteKey) => ({ ...old, expires: expires && expires < until ? expires : until })
  await changeKeys(db, project, (keys) => [...keys.map(ended), { key, expires: null }])
  return key
}

/**
 * Ends a key: within a second no node takes anything by it any more.
 *
 * @throws AppError `not_found` where the project has no such key.
 */
export async function revokeKey(db: Db, project: string, key: string): Promise<void> {
  await changeKeys(db, project, (keys) => {
    if (!keys.some((one) => one.key === key))
      throw new AppError('not_found', `Project "${project}" has no key "${key}".`)
    return keys.filter((one) => one.key !== key)
  })
}

async function changeKeys(db: Db, project: string, change: (keys: WriteKey[]) => WriteKey[]): Promise<void> {
  await requireProject(db, project)
  await db.transaction().execute((tx) => replaceAll(tx, project, change))
}

async function replaceAll(tx: Tx, project: string, change: (keys: WriteKey[]) => WriteKey[]): Promise<void> {
  const row = await lockProject(tx, laneOf(project), project)
  const before = await findKeys(tx, row.lane, row.id)
  await replaceKeys(tx, row, before, change(before))
  await touchProject(tx, row)
}

async function requireProject(db: Db, project: string): Promise<void> {
  if (!(await findProject(db, laneOf(project), project)))
    throw new AppError('not_found', `There is no project "${project}".`)
}
