import { randomUUID } from 'node:crypto'

import { laneOf } from '../database/lane.ts'
import type { Db } from '../database/open.ts'
import { hashPassword } from './password.ts'

export interface NewPerson {
  email: string
  name: string
  /** Absent: signs in by link alone. */
  password?: string
}

/** Adds a person, who is a member of nothing yet. Somebody with this e-mail stays as they are. @returns their id. */
export async function createPerson(db: Db, { email, name, password }: NewPerson): Promise<string> {
  const address = emailOf(email)
  const password_hash = password === undefined ? null : await hashPassword(password)
  await db
    .insertInto('people')
    .values({ id: randomUUID(), email: address, name, password_hash })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .execute()
  const person = await db.selectFrom('people').select('id').where('email', '=', address).executeTakeFirstOrThrow()
  return person.id
}

/**
 * The person who runs this service: makes them where they are not there yet, as owner of every project. Safe to call at each start.
 *
 * @param email Null: whoever was there first, else `owner@localhost`.
 * @param password Null: signs in by link. Set only where the person has none: a start never undoes what a person changed.
 */
export async function firstOwner(
  db: Db,
  email: string | null,
  password: string | null,
): Promise<{ id: string; email: string }> {
  const known = await findOwner(db, email)
  const id = known?.id ?? (await createPerson(db, { email: email ?? 'owner@localhost', name: 'Owner' }))
  if (password !== null && !known?.password_hash) {
    const password_hash = await hashPassword(password)
    await db.updateTable('people').set({ password_hash }).where('id', '=', id).execute()
  }
  for (const project of await projectsToOwn(db, !known)) await addOwner(db, project, id)
  const person = await db.selectFrom('people').select(['id', 'email']).where('id', '=', id).executeTakeFirstOrThrow()
  return person
}

/** Makes a person an owner of a project, whatever their role was. */
export async function addOwner(db: Db, project: string, personId: string): Promise<void> {
  await db
    .insertInto('members')
    .values({ lane: laneOf(project), project_id: project, person_id: personId, role: 'owner' })
    .onConflict((conflict) => conflict.columns(['lane', 'project_id', 'person_id']).doUpdateSet({ role: 'owner' }))
    .execute()
}

/** Whether a person owns any project, or was here first: on a service without projects somebody must make one. */
export async function isOwnerOfAny(db: Db, personId: string): Promise<boolean> {
  const member = await db
    .selectFrom('members')
    .select('person_id')
    .where('person_id', '=', personId)
    .where('role', '=', 'owner')
    .limit(1)
    .executeTakeFirst()
  return member !== undefined || (await findOwner(db, null))?.id === personId
}

/**
 * Gives a project that was just created its owners: everybody who owns any project, else the first person, else nobody yet
 * (`firstOwner` then takes it over). Inside a transaction or not.
 */
export async function grantToOwners(db: Db, project: string): Promise<void> {
  const owners = await db.selectFrom('members').select('person_id').distinct().where('role', '=', 'owner').execute()
  const first = owners.length > 0 ? undefined : await findOwner(db, null)
  const ids = first ? [first.id] : owners.map((owner) => owner.person_id)
  for (const id of ids) await addOwner(db, project, id)
}

/** E-mail addresses are told apart without regard to case, as people type them. */
export function emailOf(text: string): string {
  return text.trim().toLowerCase()
}

async function findOwner(db: Db, email: string | null) {
  const people = db.selectFrom('people').select(['id', 'password_hash']).orderBy('created_at').orderBy('id').limit(1)
  return await (email === null ? people : people.where('email', '=', emailOf(email))).executeTakeFirst()
}

/** All projects, or those that nobody owns. */
async function projectsToOwn(db: Db, all: boolean): Promise<string[]> {
  const projects = await db.selectFrom('projects').select('id').execute()
  const owned = await db.selectFrom('members').select('project_id').distinct().where('role', '=', 'owner').execute()
  const taken = new Set(owned.map((member) => member.project_id))
  return projects.map((project) => project.id).filter((id) => all || !taken.has(id))
}
