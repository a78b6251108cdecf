import type { Voice } from '@attune/protocol'
import type { FastifyRequest } from 'fastify'

import type { Db } from '../database/open.ts'
import { AppError } from '../errors.ts'
import type { VisibleProject } from './queries.ts'
import { hashOf } from './secret.ts'
import { createThrottle } from './throttle.ts'

/** A link that is valid now, and what it shows. */
export interface ValidLink {
  id: string
  name: string
  project: VisibleProject
  journey: string
  voices: boolean
  expires: Date
}

/** The link that a request comes with; null where it comes with none. @throws AppError `signed_out`, `too_many_requests` */
export type LinkReader = (request: FastifyRequest) => Promise<ValidLink | null>

/** What somebody with a link asks a route for: they are told only of their link's journey, and of words only where it shows them. */
export interface AskedByLink {
  journey: unknown
  /** Whether the answer is made of single answers. */
  isVoices?: true
}

/**
 * Reads `Authorization: Link al_…`. A header and not a cookie: no other page can make a browser send it, it stays with the tab that
 * followed the link, and whoever is signed in beside it is not mixed up with it.
 */
export function createLinkReader(db: Db): LinkReader {
  // A page asks for several things at once, each of which counts until it is known to be right.
  const throttle = createThrottle(TRIES)
  return async (request) => {
    const [scheme = '', secret = ''] = request.headers.authorization?.split(' ') ?? []
    if (scheme.toLowerCase() !== 'link') return null
    const keys = [`address ${request.ip}`]
    const seconds = throttle.begin(keys)
    if (seconds > 0) {
      const minutes = Math.ceil(seconds / 60)
      throw new AppError('too_many_requests', `Too many links that open nothing. Try again in ${minutes} min.`, {
        retryAfter: seconds,
      })
    }
    const link = await useLink(db, hashOf(secret))
    if (!link)
      throw new AppError('signed_out', 'This link has expired or was revoked. Ask whoever sent it for a new one.')
    throttle.succeed(keys)
    return link
  }
}

/**
 * Lets through what a link is for, and nothing beside it.
 *
 * @param asked Null: the route is for nobody with a link.
 * @throws AppError `forbidden`; `not_found` for every other journey, whether it exists or not.
 */
export function requireShown(link: ValidLink, asked: AskedByLink | null): void {
  if (asked === null) throw new AppError('forbidden', 'This link shows one journey, and nothing beside it.')
  if (asked.journey !== link.journey)
    throw new AppError('not_found', 'This link shows another journey, or there is none such.')
  if (asked.isVoices && !link.voices)
    throw new AppError('forbidden', 'This link shows figures, and not what people wrote.')
}

/** An answer as it may leave the team: what was said and when, without what could tell who said it, and what the team says of it. */
export function voiceByLink(voice: Voice): Voice {
  return { ...voice, page: null, traits: null, visit: null, trust: 'unverified', tags: [] }
}

/** The link of this hash; null where there is none, or it has run out. Marks it as used, at most once a minute. */
async function useLink(db: Db, hash: Buffer): Promise<ValidLink | null> {
  const now = new Date()
  const row = await db
    .selectFrom('links')
    .innerJoin('projects', (join) =>
      join.onRef('projects.lane', '=', 'links.lane').onRef('projects.id', '=', 'links.project_id'),
    )
    .select(['projects.lane', 'projects.id', 'projects.name', 'projects.zone', 'projects.privacy'])
    .select(['links.id as link', 'links.name as called', 'links.journey', 'links.voices'])
    .select(['links.expires_at', 'links.last_used_at'])
    .where('links.hash', '=', hash)
    .where('links.expires_at', '>', now)
    .executeTakeFirst()
  if (!row) return null
  const { link, called, journey, voices, expires_at, last_used_at, ...project } = row
  if (!last_used_at || now.getTime() - last_used_at.getTime() > USED_EVERY_MS) {
    await db
      .updateTable('links')
      .set({ last_used_at: now })
      .where('lane', '=', project.lane)
      .where('project_id', '=', project.id)
      .where('id', '=', link)
      .execute()
  }
  return { id: link, name: called, project, journey, voices, expires: expires_at }
}

const TRIES = 100
const USED_EVERY_MS = 60_000
