import type {
  AuditAnswer,
  InvitationItem,
  InvitationLook,
  Joined,
  Me,
  MemberItem,
  Role,
  Scope,
  SessionItem,
  TokenItem,
} from '@attune/protocol'

import { ask, projectPath } from './request.ts'

export const fetchMembers = (project: string, signal?: AbortSignal): Promise<MemberItem[]> =>
  ask('GET', `${projectPath(project)}/members`, { signal })

export const setRole = (project: string, person: string, role: Role): Promise<MemberItem> =>
  ask('PUT', memberPath(project, person), { body: { role } })

/** Everybody may remove themselves; an owner others, too. */
export const removeMember = (project: string, person: string): Promise<unknown> =>
  ask('DELETE', memberPath(project, person))

/** Those that can still be taken, for owners. */
export const fetchInvitations = (project: string, signal?: AbortSignal): Promise<InvitationItem[]> =>
  ask('GET', `${projectPath(project)}/invitations`, { signal })

/** Its answer alone has the link. */
export const invite = (project: string, email: string, role: Role): Promise<InvitationItem> =>
  ask('POST', `${projectPath(project)}/invitations`, { body: { email, role } })

export const withdrawInvitation = (project: string, id: string): Promise<unknown> =>
  ask('DELETE', `${projectPath(project)}/invitations/${encodeURIComponent(id)}`)

/** What the secret of a link invites to. */
export const lookAtInvitation = (secret: string, signal?: AbortSignal): Promise<InvitationLook> =>
  ask('POST', '/api/join/look', { body: { secret }, signal })

/** Who has an account gives its password or is signed in with it; who has none, a name and a new password. */
export const join = (body: { secret: string; name?: string; password?: string }): Promise<Joined> =>
  ask('POST', '/api/join', { body })

/** For owners. */
export const fetchTokens = (project: string, signal?: AbortSignal): Promise<TokenItem[]> =>
  ask('GET', `${projectPath(project)}/tokens`, { signal })

export interface NewToken {
  name: string
  scopes: Scope[]
  /** Absent: until it is revoked. */
  days?: number
}

/** Its answer alone has the secret. */
export const createToken = (project: string, token: NewToken): Promise<TokenItem> =>
  ask('POST', `${projectPath(project)}/tokens`, { body: token })

export const revokeToken = (project: string, id: string): Promise<unknown> =>
  ask('DELETE', `${projectPath(project)}/tokens/${encodeURIComponent(id)}`)

/** @param cursor `next` of the answer before; null for the newest. */
export const fetchAudit = (project: string, cursor: string | null, signal?: AbortSignal): Promise<AuditAnswer> =>
  ask('GET', `${projectPath(project)}/audit${cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`}`, {
    signal,
  })

export const fetchSessions = (signal?: AbortSignal): Promise<SessionItem[]> => ask('GET', '/api/sessions', { signal })

export const endSession = (id: string): Promise<unknown> => ask('DELETE', `/api/sessions/${encodeURIComponent(id)}`)

/** Everywhere but here. */
export const endOtherSessions = (): Promise<unknown> => ask('DELETE', '/api/sessions')

/** @param name As colleagues see it; '' takes it away. */
export const changeName = (name: string): Promise<Me> => ask('PATCH', '/api/me', { body: { name } })

/** @param current '' for somebody who has only ever signed in by link. */
export const changePassword = (current: string, next: string): Promise<unknown> =>
  ask('POST', '/api/password', { body: { ...(current === '' ? {} : { current }), next } })

const memberPath = (project: string, person: string): string =>
  `${projectPath(project)}/members/${encodeURIComponent(person)}`
