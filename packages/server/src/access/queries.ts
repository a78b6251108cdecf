import type { Privacy } from '@attune/protocol'

import { laneOf } from '../database/lane.ts'
import type { Db } from '../database/open.ts'
import { isScope, type Role, type Scope } from './scopes.ts'

/** A project that somebody may see: enough for a route to answer without asking again. */
export interface VisibleProject {
  lane: number
  id: string
  name: string
  zone: string
  privacy: Privacy
}

const PROJECT = ['projects.lane', 'projects.id', 'projects.name', 'projects.zone', 'projects.privacy'] as const

/** A person, and the session that they are signed in by. */
export interface SignedIn {
  id: string
  email: string
  name: string
  /** The session's id, which opens nothing. */
  session: string
}

/** The person whose session this is; null where there is none, or it has run out. Marks it as seen, at most once in some minutes. */
export async function findSessionPerson(db: Db, hash: Buffer): Promise<SignedIn | null> {
  const now = new Date()
  const row = await db
    .selectFrom('sessions')
    .innerJoin('people', 'people.id', 'sessions.person_id')
    .select(['people.id', 'people.email', 'people.name', 'sessions.id as session', 'sessions.seen_at'])
    .where('sessions.hash', '=', hash)
    .where('sessions.expires_at', '>', now)
    .executeTakeFirst()
  if (!row) return null
  const { seen_at, ...person } = row
  if (now.getTime() - seen_at.getTime() > SEEN_EVERY_MS)
    await db.updateTable('sessions').set({ seen_at: now }).where('hash', '=', hash).execute()
  return person
}

/** The project and a person's role in it; null alike where there is no such project and where the person is not a member. */
export async function findMembership(
  db: Db,
  personId: string,
  project: string,
): Promise<{ project: VisibleProject; role: Role } | null> {
  const row = await db
    .selectFrom('members')
    .innerJoin('projects', (join) =>
      join.onRef('projects.lane', '=', 'members.lane').onRef('projects.id', '=', 'members.project_id'),
    )
    .select([...PROJECT, 'members.role'])
    .where('members.lane', '=', laneOf(project))
    .where('members.project_id', '=', project)
    .where('members.person_id', '=', personId)
    .executeTakeFirst()
  if (!row) return null
  const { role, ...found } = row
  return { project: found, role }
}

/** A token that is valid now. */
export interface ValidToken {
  id: string
  name: string
  project: VisibleProject
  scopes: Scope[]
}

/** The token of this hash; null where there is none, or it has run out. Marks it as used, at most once a minute. */
export async function useToken(db: Db, hash: Buffer): Promise<ValidToken | null> {
  const now = new Date()
  const row = await db
    .selectFrom('tokens')
    .innerJoin('projects', (join) =>
      join.onRef('projects.lane', '=', 'tokens.lane').onRef('projects.id', '=', 'tokens.project_id'),
    )
    .select([...PROJECT, 'tokens.id as token_id', 'tokens.name as token_name', 'tokens.scopes', 'tokens.last_used_at'])
    .where('tokens.hash', '=', hash)
    .where((eb) => eb.or([eb('tokens.expires_at', 'is', null), eb('tokens.expires_at', '>', now)]))
    .executeTakeFirst()
  if (!row) return null
  const { token_id, token_name, scopes, last_used_at, ...project } = row
  if (!last_used_at || now.getTime() - last_used_at.getTime() > USED_EVERY_MS) {
    await db
      .updateTable('tokens')
      .set({ last_used_at: now })
      .where('lane', '=', project.lane)
      .where('project_id', '=', project.id)
      .where('id', '=', token_id)
      .execute()
  }
  return { id: token_id, name: token_name, project, scopes: scopes.filter(isScope) }
}

/** The projects that a person is a member of, by name. */
export async function findProjectsOf(db: Db, personId: string): Promise<VisibleProject[]> {
  return await db
    .selectFrom('members')
    .innerJoin('projects', (join) =>
      join.onRef('projects.lane', '=', 'members.lane').onRef('projects.id', '=', 'members.project_id'),
    )
    .select(PROJECT)
    .where('members.person_id', '=', personId)
    .orderBy('projects.name')
    .orderBy('projects.id')
    .execute()
}

const USED_EVERY_MS = 60_000
const SEEN_EVERY_MS = 5 * 60_000
