/** Who may do what in a project, under `/api`: members, invitations, tokens, links, sessions, and who changed what. */
import type { ProjectSummary } from './api.ts'

export type Role = 'owner' | 'editor' | 'analyst' | 'viewer'
/** What a caller may do in a project: look, say what is meant (tags, theme rules), change its configuration, or decide who may. */
export type Scope = 'read' | 'annotate' | 'configure' | 'admin'

/** A row of `GET …/members`. */
export interface MemberItem {
  person: string
  name: string
  email: string
  role: Role
}

/** A row of `GET …/invitations`. `link` is given once, by the `POST` that makes it. */
export interface InvitationItem {
  id: string
  email: string
  role: Role
  invited_by: string
  created_at: string
  expires_at: string
  link?: string
}

/** `POST /api/join/look`, with the `secret` of a link: what somebody is invited to. */
export interface InvitationLook {
  /** Its name. */
  project: string
  email: string
  role: Role
  /** There is an account with this e-mail: it is joined signed in, or with its password. */
  is_known: boolean
}

/** `POST /api/join`, after which they are signed in. */
export interface Joined {
  /** The id of the project. */
  project: string
}

/** A row of `GET …/tokens`. `secret` is given once, by the `POST` that makes it. */
export interface TokenItem {
  id: string
  name: string
  scopes: Scope[]
  created_at: string
  expires_at: string | null
  last_used_at: string | null
  secret?: string
}

/** A row of `GET …/links`: a link that shows one journey to whoever has it. `link` is given once, by the `POST` that makes it. */
export interface LinkItem {
  id: string
  name: string
  journey: string
  /** Whether people's words are shown, too. */
  voices: boolean
  made_by: string
  created_at: string
  expires_at: string
  last_used_at: string | null
  link?: string
}

/** The body of `GET /api/link`: what the link shows that was sent as `Authorization: Link …`. */
export interface LinkLook {
  name: string
  expires_at: string
  voices: boolean
  project: ProjectSummary
  journey: { id: string; name: string }
  /** Whether generated sample data is among what it shows. */
  sample: boolean
}

/** A row of `GET /api/sessions`: where one is signed in. */
export interface SessionItem {
  id: string
  browser: string
  created_at: string
  seen_at: string
  is_this: boolean
}

/** Everything that is written down about a project. */
export type AuditAction =
  | 'project.created'
  | 'project.changed'
  | 'project.deletion_planned'
  | 'project.deletion_called_off'
  | 'configuration.applied'
  | 'key.created'
  | 'key.ended'
  | 'journey.created'
  | 'journey.changed'
  | 'journey.removed'
  | 'journeys.ordered'
  | 'prompt.published'
  | 'prompt.paused'
  | 'prompt.resumed'
  | 'prompt.ended'
  | 'prompt.removed'
  | 'member.invited'
  | 'member.joined'
  | 'member.role_changed'
  | 'member.renamed'
  | 'member.removed'
  | 'member.linked'
  | 'member.unlinked'
  | 'invitation.withdrawn'
  | 'token.created'
  | 'token.revoked'
  | 'answer.tagged'
  | 'tag.put'
  | 'tag.renamed'
  | 'tag.removed'
  | 'theme_rules.changed'
  | 'link.created'
  | 'link.revoked'
  | 'sql_role.created'
  | 'sql_role.ended'

/** A row of `GET …/audit`, newest first. */
export interface AuditItem {
  id: string
  at: string
  actor: { kind: 'person' | 'token' | 'command'; id: string; name: string }
  action: AuditAction
  subject: string
  before: unknown
  after: unknown
}

export interface AuditAnswer {
  entries: AuditItem[]
  /** Given back as `cursor`, it goes on before the last entry; null at the end. */
  next: string | null
}
