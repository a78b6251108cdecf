import type { Generated } from 'kysely'

import type { Instant, Json, SetInstant } from './column-kinds.ts'

export interface MembersTable {
  lane: number
  project_id: string
  person_id: string
  role: 'owner' | 'editor' | 'analyst' | 'viewer'
}

/** Secret tokens, kept as the SHA-256 of what was shown once. */
export interface TokensTable {
  lane: number
  project_id: string
  id: string
  hash: Buffer
  name: string
  scopes: string[]
  created_at: SetInstant
  expires_at: Instant | null
  last_used_at: Instant | null
}

/** Every change of a project: who, when, what it was and what it became. Written in the transaction that makes the change. */
export interface AuditTable {
  lane: number
  project_id: string
  /** UUIDv7. */
  id: string
  at: Instant
  actor_kind: 'person' | 'token' | 'command'
  actor_id: string
  /** As it was then. */
  actor_name: string
  /** See `AuditAction` of the protocol. */
  action: string
  /** What was changed: the id of a prompt, a journey, a person, …; '' where it is the project. */
  subject: string
  before: Json<unknown> | null
  after: Json<unknown> | null
}

/** Invitations to a project, kept as the SHA-256 of the secret in their link. */
export interface LinksTable {
  lane: number
  project_id: string
  id: string
  hash: Buffer
  name: string
  journey: string
  /** Whether people's words are shown, too. */
  voices: boolean
  made_by: string
  created_at: Generated<Date>
  expires_at: Date
  last_used_at: Date | null
}

export interface InvitationsTable {
  lane: number
  project_id: string
  id: string
  hash: Buffer
  email: string
  role: 'owner' | 'editor' | 'analyst' | 'viewer'
  /** The name of who did it. */
  invited_by: string
  created_at: SetInstant
  expires_at: Instant
}

export interface PeopleTable {
  id: string
  email: string
  name: string
  /** Argon2id; null for somebody who only ever signs in by link. */
  password_hash: string | null
  created_at: SetInstant
  /** Who vouches for them, and by what that provider tells them from all others; null until they first sign in with it. */
  issuer: string | null
  subject: string | null
  linked_at: Instant | null
}

/** Sessions of the console, kept as the SHA-256 of the cookie's value. */
export interface SessionsTable {
  hash: Buffer
  person_id: string
  created_at: SetInstant
  expires_at: Instant
  /** What its person names it by, to end it. */
  id: Generated<string>
  /** When it was used last, to some minutes. */
  seen_at: SetInstant
  /** What the browser calls itself, e.g. "Firefox on Linux"; '' where that is not known. */
  browser: Generated<string>
}

/** One-time links, kept as the SHA-256 of the secret in them. */
export interface SignInLinksTable {
  hash: Buffer
  person_id: string
  expires_at: Instant
}

/** What all nodes share and nobody else may know. */
export interface SecretsTable {
  name: string
  secret: Buffer
}

/** Which roles of the database see which projects in the views for BI tools. */
export interface SqlReadersTable {
  /** As PostgreSQL names it. */
  role: string
  /** `*`: all, also those to come. */
  project_id: string
  created_at: SetInstant
}
