import { randomUUID } from 'node:crypto'

import type { InvitationLook } from '@attune/protocol'

import type { Db, Tx } from '../database/open.ts'
import { AppError } from '../errors.ts'
import { recordChange } from './audit.ts'
import { checkNewPassword } from './new-password.ts'
import { hashPassword } from './password.ts'
import type { Role } from './scopes.ts'
import { hashOf } from './secret.ts'

/** An invitation that can still be taken, and the account of whoever it is for. */
export interface OpenInvitation {
  lane: number
  /** The project's id. */
  project: string
  id: string
  look: InvitationLook
  /** Null: nobody has this e-mail yet. */
  person: string | null
}

/** The invitation of a link. @throws AppError `not_found` where it was used, replaced or withdrawn, or has expired. */
export async function findInvitation(db: Db, secret: string): Promise<OpenInvitation> {
  const row = await db
    .selectFrom('invitations')
    .innerJoin('projects', (join) =>
      join.onRef('projects.lane', '=', 'invitations.lane').onRef('projects.id', '=', 'invitations.project_id'),
    )
    .select(['invitations.lane', 'invitations.project_id', 'invitations.id', 'email', 'role', 'projects.name'])
    .where('invitations.hash', '=', hashOf(secret))
    .where('invitations.expires_at', '>', new Date())
    .executeTakeFirst()
  if (!row) throw notOpen()
  const { lane, project_id: project, id, email, role } = row
  const person = await db.selectFrom('people').select('id').where('email', '=', email).executeTakeFirst()
  return {
    lane,
    project,
    id,
    look: { project: row.name, email, role, is_known: person !== undefined },
    person: person?.id ?? null,
  }
}

/** What somebody new says of themselves. */
export interface Newcomer {
  name?: string
  password?: string
}

/**
 * Makes whoever is invited a member, and their account where they have none. Of many who use a link at once, one wins.
 *
 * @param newcomer Matters only where there is no account yet. Whoever has one must have proved before that it is theirs.
 * @returns the person's id.
 * @throws AppError `bad_request` for a password that is none; `not_found` as above; `conflict`
 */
export async function takeInvitation(db: Db, open: OpenInvitation, newcomer: Newcomer): Promise<string> {
  const made = open.person === null ? await preparePerson(open.look.email, newcomer) : null
  return await db.transaction().execute(async (tx) => {
    const role = await useUp(tx, open)
    const person = open.person ?? (await addPerson(tx, made!))
    await addMember(tx, open, person, role)
    return person
  })
}

interface PreparedPerson {
  id: string
  email: string
  name: string
  password_hash: string
}

/** Hashing takes long on purpose: it is done before anything waits for it. */
async function preparePerson(email: string, { name = '', password }: Newcomer): Promise<PreparedPerson> {
  if (password === undefined) throw new AppError('bad_request', 'Choose a password: there is no account for you yet.')
  await checkNewPassword(password, email)
  return { id: randomUUID(), email, name: name.trim(), password_hash: await hashPassword(password) }
}

/** Deleted and read in one statement, as it is now: its role may have been changed by inviting again. */
async function useUp(tx: Tx, { lane, project, id }: OpenInvitation): Promise<Role> {
  const taken = await tx
    .deleteFrom('invitations')
    .where('lane', '=', lane)
    .where('project_id', '=', project)
    .where('id', '=', id)
    .where('expires_at', '>', new Date())
    .returning('role')
    .executeTakeFirst()
  if (!taken) throw notOpen()
  return taken.role
}

async function addPerson(tx: Tx, person: PreparedPerson): Promise<string> {
  const added = await tx
    .insertInto('people')
    .values(person)
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (added) return added.id
  throw new AppError('conflict', 'This account was made a moment ago by another invitation. Give its password.')
}

/** Whoever became a member on another way meanwhile keeps the role that they have. */
async function addMember(tx: Tx, open: OpenInvitation, person: string, role: Role): Promise<void> {
  const { lane, project, look } = open
  const added = await tx
    .insertInto('members')
    .values({ lane, project_id: project, person_id: person, role })
    .onConflict((conflict) => conflict.columns(['lane', 'project_id', 'person_id']).doNothing())
    .returning('role')
    .executeTakeFirst()
  if (!added) return
  const { name, email } = await tx
    .selectFrom('people')
    .select(['name', 'email'])
    .where('id', '=', person)
    .executeTakeFirstOrThrow()
  await recordChange(
    tx,
    project,
    { kind: 'person', id: person, name: name || email },
    { action: 'member.joined', subject: person, after: { email: look.email, role } },
  )
}

function notOpen(): AppError {
  return new AppError(
    'not_found',
    'This invitation was used, replaced or withdrawn, or has expired. Ask for a new one.',
  )
}
