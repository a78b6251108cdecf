import type { FastifyRequest, onRequestAsyncHookHandler } from 'fastify'

import type { Db } from '../database/open.ts'
import { AppError } from '../errors.ts'
import type { Actor } from './audit.ts'
import { type AskedByLink, createLinkReader, type LinkReader, requireShown, type ValidLink } from './links-bearer.ts'
import { refuseForeignPage } from './origin.ts'
import { findMembership, findSessionPerson, type SignedIn, useToken, type VisibleProject } from './queries.ts'
import { type Scope, SCOPES_OF } from './scopes.ts'
import { hashOf, TOKEN_PREFIX } from './secret.ts'
import { sessionSecretOf } from './session-cookie.ts'

/** Who asks, and the project that they ask about. */
export interface Member {
  /** Null for a token. */
  personId: string | null
  /** Null for a person. */
  tokenId: string | null
  /** Null for everybody who has no link: who has one is shown its journey alone. */
  link: ValidLink | null
  /** The same, as changes are written down with. */
  actor: Actor
  project: VisibleProject
  scopes: readonly Scope[]
}

/**
 * Makes the hook of a route under `/api/projects/:project`: nobody gets past it without the scope.
 *
 * @param byLink What somebody with a link asks the route for. Absent: it is for nobody with a link.
 */
export type Guard = (scope: Scope, byLink?: (request: FastifyRequest) => AskedByLink) => onRequestAsyncHookHandler

/**
 * The guard of everything under `/api/projects/:project`, as an `onRequest` hook: a stranger's body is never even read.
 *
 * The project comes from the path and what the caller may do there from the credential. A project of somebody else's is answered
 * exactly as one that does not exist.
 *
 * @param secure Whether people reach the service by https, which decides the name of the cookie.
 * @param links Reads the link that a request comes with.
 * @throws AppError `signed_out`, `not_found`, `forbidden`, `unsupported_media_type`
 * @example app.get('/api/projects/:project/feel', { onRequest: guard('read') }, async (request) => memberOf(request).project.zone)
 */
export function createGuard(
  db: Db,
  { secure, links = createLinkReader(db) }: { secure: boolean; links?: LinkReader },
): Guard {
  return (scope, byLink) => {
    const hook: onRequestAsyncHookHandler = async (request) => {
      const { project = '' } = request.params as { project?: string }
      const link = await links(request)
      const member = link ? linkMember(link, project) : await identify(db, request, secure, project)
      if (link) requireShown(link, byLink?.(request) ?? null)
      requireScope(scope, member.scopes)
      members.set(request, member)
    }
    guarding.set(hook, scope)
    return hook
  }
}

/**
 * The guard of what a person does with their own account, as an `onRequest` hook: a token gets nowhere here.
 *
 * @throws AppError `signed_out`, `forbidden`, `unsupported_media_type`
 */
export function createPersonGuard(db: Db, { secure }: { secure: boolean }): onRequestAsyncHookHandler {
  return async (request) => {
    people.set(request, await personOf(db, request, secure))
  }
}

/** Who asks, on a route of their own account. @throws Error on a route without its guard. */
export function signedInOf(request: FastifyRequest): SignedIn {
  const person = people.get(request)
  if (!person) throw withoutGuard(request)
  return person
}

/** The scope that a route's `onRequest` asks for; null where no guard is among it. */
export function scopeOf(onRequest: unknown): Scope | null {
  for (const hook of [onRequest].flat()) {
    const scope = typeof hook === 'function' && guarding.get(hook)
    if (scope) return scope
  }
  return null
}

/** Who asks. @throws Error on a route without a guard: that is a bug, and it must not answer. */
export function memberOf(request: FastifyRequest): Member {
  const member = members.get(request)
  if (!member) throw withoutGuard(request)
  return member
}

/** @throws AppError `forbidden` */
export function requireScope(scope: Scope, has: readonly Scope[]): void {
  if (has.includes(scope)) return
  throw new AppError('forbidden', `This needs the scope "${scope}"; yours: ${has.join(', ') || 'none'}.`)
}

/** The valid token of a request; null where it carries no `Authorization` at all. */
export async function tokenOf(db: Db, request: FastifyRequest): ReturnType<typeof useToken> {
  const { authorization } = request.headers
  if (authorization === undefined) return null
  const [scheme = '', secret = ''] = authorization.split(' ')
  const token =
    scheme.toLowerCase() === 'bearer' && secret.startsWith(TOKEN_PREFIX) ? await useToken(db, hashOf(secret)) : null
  if (!token)
    throw new AppError('signed_out', 'This token is unknown, revoked or expired. Make one: attune token create.')
  return token
}

/**
 * The person whose session a request's cookie is, unless it comes from another site's page: a cookie alone never vouches.
 *
 * @throws AppError `signed_out`, `forbidden`, `unsupported_media_type`
 */
export async function personOf(db: Db, request: FastifyRequest, secure: boolean): Promise<SignedIn> {
  const secret = sessionSecretOf(request, secure)
  const person = secret ? await findSessionPerson(db, hashOf(secret)) : null
  if (!person) throw new AppError('signed_out', 'Sign in first, or send a token: Authorization: Bearer at_….')
  refuseForeignPage(request)
  return person
}

/** Whoever has a link may read, and is nobody. */
function linkMember(link: ValidLink, project: string): Member {
  if (link.project.id !== project) throw noSuchProject()
  const actor = { kind: 'token', id: link.id, name: link.name } as const
  return { personId: null, tokenId: null, link, actor, project: link.project, scopes: ['read'] }
}

async function identify(db: Db, request: FastifyRequest, secure: boolean, project: string): Promise<Member> {
  const token = await tokenOf(db, request)
  if (token) {
    if (token.project.id !== project) throw noSuchProject()
    const actor = { kind: 'token', id: token.id, name: token.name } as const
    return { personId: null, tokenId: token.id, link: null, actor, project: token.project, scopes: token.scopes }
  }
  const person = await personOf(db, request, secure)
  const membership = await findMembership(db, person.id, project)
  if (!membership) throw noSuchProject()
  const { id, name, email } = person
  const actor = { kind: 'person', id, name: name || email } as const
  return {
    personId: id,
    tokenId: null,
    link: null,
    actor,
    project: membership.project,
    scopes: SCOPES_OF[membership.role],
  }
}

function withoutGuard(request: FastifyRequest): Error {
  return new Error(`${request.method} ${request.routeOptions.url ?? request.url} has no guard.`)
}

/** The same text for a project that is not there and for one that is not theirs: nobody can find out which exist. */
function noSuchProject(): AppError {
  return new AppError('not_found', 'There is no such project, or you are not a member of it.')
}

const members = new WeakMap<FastifyRequest, Member>()
const people = new WeakMap<FastifyRequest, SignedIn>()
const guarding = new WeakMap<object, Scope>()
