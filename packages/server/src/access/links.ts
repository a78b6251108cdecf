import { randomUUID } from 'node:crypto'

import type { LinkItem } from '@attune/protocol'

import { laneOf } from '../database/lane.ts'
import type { Db, Tx } from '../database/open.ts'
import { AppError } from '../errors.ts'
import { type Actor, recordChange } from './audit.ts'
import { hashOf, newSecret } from './secret.ts'

/** What the secret of a link starts with, so that scanners of leaked secrets know it. */
export const LINK_PREFIX = 'al_'

/** What a link is to show, and until when. */
export interface NewLink {
  /** Whom it is for, or what. */
  name: string
  journey: string
  voices: boolean
  expires: Date
}

/** The links of a project that open something now, newest first; without their secrets, which nobody here has any more. */
export async function listLinks(db: Db, project: string): Promise<LinkItem[]> {
  const rows = await linksOf(db, project)
    .where('expires_at', '>', new Date())
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(itemOf)
}

/**
 * Makes a link, and writes down who did.
 *
 * @returns it, and its secret, which can be shown this once.
 * @throws AppError `not_found` where the project has no such journey.
 */
export async function makeLink(
  tx: Tx,
  project: string,
  actor: Actor,
  { name, journey, voices, expires }: NewLink,
): Promise<{ item: LinkItem; secret: string }> {
  const lane = laneOf(project)
  const known = await tx
    .selectFrom('journeys')
    .select('id')
    .where('lane', '=', lane)
    .where('project_id', '=', project)
    .where('id', '=', journey)
    .executeTakeFirst()
  if (!known) throw new AppError('not_found', `There is no journey "${journey}" in project "${project}".`)
  const id = randomUUID()
  const secret = newSecret(LINK_PREFIX)
  const shown = { name, journey, voices, expires_at: expires }
  await tx
    .insertInto('links')
    .values({ lane, project_id: project, id, hash: hashOf(secret), made_by: actor.name, ...shown })
    .execute()
  await recordChange(tx, project, actor, { action: 'link.created', subject: id, after: shown })
  return { item: itemOf(await linksOf(tx, project).where('id', '=', id).executeTakeFirstOrThrow()), secret }
}

/** Ends a link at once, on every node: each request asks for it anew. @throws AppError `not_found` */
export async function revokeLink(tx: Tx, project: string, actor: Actor, id: string): Promise<void> {
  const gone = await tx
    .deleteFrom('links')
    .where('lane', '=', laneOf(project))
    .where('project_id', '=', project)
    .where('id', '=', id)
    .returning(['name', 'journey', 'voices'])
    .executeTakeFirst()
  if (!gone) throw new AppError('not_found', 'There is no such link: it may have been revoked already.')
  await recordChange(tx, project, actor, { action: 'link.revoked', subject: id, before: gone })
}

function linksOf(db: Db, project: string) {
  return db
    .selectFrom('links')
    .select(['id', 'name', 'journey', 'voices', 'made_by', 'created_at', 'expires_at', 'last_used_at'])
    .where('lane', '=', laneOf(project))
    .where('project_id', '=', project)
}

interface LinkRow extends Omit<LinkItem, 'created_at' | 'expires_at' | 'last_used_at' | 'link'> {
  created_at: Date
  expires_at: Date
  last_used_at: Date | null
}

function itemOf(row: LinkRow): LinkItem {
  return {
    ...row,
    created_at: row.created_at.toISOString(),
    expires_at: row.expires_at.toISOString(),
    last_used_at: row.last_used_at?.toISOString() ?? null,
  }
}
