import type { MemberItem } from '@attune/protocol'

import { lockProject } from '../configure/writes.ts'
import { laneOf } from '../database/lane.ts'
import type { Db, Tx } from '../database/open.ts'
import { AppError } from '../errors.ts'
import { type Actor, recordChange } from './audit.ts'
import type { Role } from './scopes.ts'

/** Who is a member of a project, by name. */
export async function listMembers(db: Db, project: string): Promise<MemberItem[]> {
  return await membersOf(db, project).orderBy('people.name').orderBy('people.email').execute()
}

/** Gives a member another role. @throws AppError `not_found`; `conflict` for the last owner */
export async function changeRole(
  tx: Tx,
  project: string,
  actor: Actor,
  { person, role }: { person: string; role: Role },
): Promise<MemberItem> {
  const member = await lockMember(tx, project, person)
  if (member.role === role) return member
  await refuseLastOwner(tx, project, member, 'Make somebody else an owner first, then change this role.')
  await tx
    .updateTable('members')
    .set({ role })
    .where('lane', '=', laneOf(project))
    .where('project_id', '=', project)
    .where('person_id', '=', person)
    .execute()
  await recordChange(tx, project, actor, {
    action: 'member.role_changed',
    subject: person,
    before: { email: member.email, role: member.role },
    after: { email: member.email, role },
  })
  return { ...member, role }
}

/** Takes somebody off a project; their account and their other projects stay. @throws as above */
export async function removeMember(tx: Tx, project: string, actor: Actor, person: string): Promise<void> {
  const member = await lockMember(tx, project, person)
  await refuseLastOwner(tx, project, member, 'Make somebody else an owner first, then remove this one.')
  await tx
    .deleteFrom('members')
    .where('lane', '=', laneOf(project))
    .where('project_id', '=', project)
    .where('person_id', '=', person)
    .execute()
  await recordChange(tx, project, actor, {
    action: 'member.removed',
    subject: person,
    before: { email: member.email, role: member.role },
  })
}

/** A member, while nobody else changes who they are: two owners who remove each other would leave none. */
async function lockMember(tx: Tx, project: string, person: string): Promise<MemberItem> {
  await lockProject(tx, laneOf(project), project)
  const member = await membersOf(tx, project).where('members.person_id', '=', person).executeTakeFirst()
  if (!member) throw new AppError('not_found', 'There is no such member: they may have left already.')
  return member
}

async function refuseLastOwner(tx: Tx, project: string, { person, role }: MemberItem, wayOut: string): Promise<void> {
  if (role !== 'owner') return
  const another = await membersOf(tx, project)
    .where('members.role', '=', 'owner')
    .where('members.person_id', '!=', person)
    .limit(1)
    .executeTakeFirst()
  if (!another) throw new AppError('conflict', `This is the only owner, and a project cannot be without. ${wayOut}`)
}

function membersOf(db: Db, project: string) {
  return db
    .selectFrom('members')
    .innerJoin('people', 'people.id', 'members.person_id')
    .select(['people.id as person', 'people.name', 'people.email', 'members.role'])
    .where('members.lane', '=', laneOf(project))
    .where('members.project_id', '=', project)
}
