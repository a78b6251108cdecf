import { randomUUID } from 'node:crypto'

import type { InvitationItem } from '@attune/protocol'

import { lockProject } from '../configure/writes.ts'
import { laneOf } from '../database/lane.ts'
import type { Db, Tx } from '../database/open.ts'
import { AppError } from '../errors.ts'
import { type Actor, recordChange } from './audit.ts'
import { emailOf } from './people.ts'
import type { Role } from './scopes.ts'
import { hashOf, newSecret } from './secret.ts'

/** The invitations to a project that can still be taken, newest first. */
export async function listInvitations(db: Db, project: string): Promise<InvitationItem[]> {
  const rows = await invitationsOf(db, project)
    .where('expires_at', '>', new Date())
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(itemOf)
}

/**
 * Invites somebody; an older invitation of theirs is worth nothing from now on.
 *
 * @returns the invitation, and the secret of its link, which can be shown this once.
 * @throws AppError `conflict` where they are a member already.
 */
export async function invite(
  tx: Tx,
  project: string,
  actor: Actor,
  { email: typed, role }: { email: string; role: Role },
): Promise<{ invitation: InvitationItem; secret: string }> {
  const lane = laneOf(project)
  const email = emailOf(typed)
  // Of two who invite the same person at once, the later one's link works.
  await lockProject(tx, lane, project)
  if (await isMember(tx, project, email))
    throw new AppError('conflict', `${email} is a member already. Change their role instead.`)
  await tx
    .deleteFrom('invitations')
    .where('lane', '=', lane)
    .where('project_id', '=', project)
    .where((eb) => eb.or([eb('email', '=', email), eb('expires_at', '<=', new Date())]))
    .execute()
  const id = randomUUID()
  const secret = newSecret()
  const expires_at = new Date(Date.now() + VALID_DAYS * 86_400_000)
  await tx
    .insertInto('invitations')
    .values({ lane, project_id: project, id, hash: hashOf(secret), email, role, invited_by: actor.name, expires_at })
    .execute()
  await recordChange(tx, project, actor, { action: 'member.invited', subject: id, after: { email, role } })
  const row = await invitationsOf(tx, project).where('id', '=', id).executeTakeFirstOrThrow()
  return { invitation: itemOf(row), secret }
}

/** Takes an invitation back: its link is worth nothing from now on. @throws AppError `not_found` */
export async function withdrawInvitation(tx: Tx, project: string, actor: Actor, id: string): Promise<void> {
  const gone = await tx
    .deleteFrom('invitations')
    .where('lane', '=', laneOf(project))
    .where('project_id', '=', project)
    .where('id', '=', id)
    .returning(['email', 'role'])
    .executeTakeFirst()
  if (!gone) throw new AppError('not_found', 'There is no such invitation: it may have been used or withdrawn.')
  await recordChange(tx, project, actor, { action: 'invitation.withdrawn', subject: id, before: gone })
}

async function isMember(tx: Tx, project: string, email: string): Promise<boolean> {
  const row = await tx
    .selectFrom('members')
    .innerJoin('people', 'people.id', 'members.person_id')
    .select('people.id')
    .where('members.lane', '=', laneOf(project))
    .where('members.project_id', '=', project)
    .where('people.email', '=', email)
    .executeTakeFirst()
  return row !== undefined
}

function invitationsOf(db: Db, project: string) {
  return db
    .selectFrom('invitations')
    .select(['id', 'email', 'role', 'invited_by', 'created_at', 'expires_at'])
    .where('lane', '=', laneOf(project))
    .where('project_id', '=', project)
}

function itemOf(row: Omit<InvitationItem, 'created_at' | 'expires_at' | 'link'> & Times): InvitationItem {
  return { ...row, created_at: row.created_at.toISOString(), expires_at: row.expires_at.toISOString() }
}

interface Times {
  created_at: Date
  expires_at: Date
}

const VALID_DAYS = 7
