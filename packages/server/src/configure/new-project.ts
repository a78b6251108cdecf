import { randomBytes } from 'node:crypto'

import type { NewProject } from '@attune/protocol'

import { type Actor, recordChange } from '../access/audit.ts'
import { addOwner, isOwnerOfAny } from '../access/people.ts'
import { laneOf } from '../database/lane.ts'
import type { Db, Tx } from '../database/open.ts'
import { AppError } from '../errors.ts'
import { requireProjectId } from './configuration.ts'
import { newKey } from './document.ts'
import { checkedSettings } from './project-settings.ts'
import { findProject } from './queries.ts'
import { createProject, lockProject, replaceKeys, updateProject } from './writes.ts'

/**
 * Makes a project with a key, and whoever does it its owner.
 *
 * That an id is taken is said, of projects that one may not see, too: an id is chosen, and chosen twice it could name nothing.
 *
 * @returns its id.
 * @throws AppError `forbidden` for who owns no project; `invalid_configuration`, naming the place; `conflict`
 */
export async function makeProject(db: Db, given: NewProject, by: Actor): Promise<string> {
  if (!(await isOwnerOfAny(db, by.id)))
    throw new AppError('forbidden', 'Only who owns a project may make another. Ask one of the owners.')
  const { id: wanted, ...said } = given
  if (wanted !== undefined) requireProjectId(wanted)
  const settings = checkedSettings(said)
  const make = (id: string) => db.transaction().execute((tx) => create(tx, id, settings, by))
  if (wanted !== undefined) {
    if (await make(wanted)) return wanted
    const free = await freeIdFor(db, wanted)
    throw new AppError('conflict', `There is a project with the id "${wanted}" already. "${free}" is free.`)
  }
  for (;;) {
    const id = await freeIdFor(db, idFrom(settings.name))
    // False where somebody else was faster.
    if (await make(id)) return id
  }
}

async function create(tx: Tx, id: string, settings: ReturnType<typeof checkedSettings>, by: Actor): Promise<boolean> {
  if (!(await createProject(tx, laneOf(id), id, settings.name))) return false
  const row = await lockProject(tx, laneOf(id), id)
  const key = newKey()
  await updateProject(tx, row, { ...settings, revision: row.revision })
  await replaceKeys(tx, row, [], [{ key, expires: null }])
  await addOwner(tx, id, by.id)
  await recordChange(tx, id, by, { action: 'project.created', subject: '', after: { id, ...settings, keys: [key] } })
  return true
}

/** `Bücher & Mehr` as `bucher-mehr`; `project` where nothing of a name can stand in an id. */
export function idFrom(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_STEM)
    .replaceAll(/^-|-$/g, '')
  return plain || 'project'
}

/** The id itself, or with the first number that nobody has taken. */
async function freeIdFor(db: Db, id: string): Promise<string> {
  const stem = id.slice(0, MAX_STEM)
  const numbered = Array.from({ length: MAX_NUMBER - 1 }, (_, i) => `${stem}-${i + 2}`)
  for (const one of [id, ...numbered]) if (!(await findProject(db, laneOf(one), one))) return one
  return `${stem}-${randomBytes(3).toString('hex')}`
}

/** Of 64, so that a number has room. */
const MAX_STEM = 56
const MAX_NUMBER = 50
