import type {
  AuditAnswer,
  InvitationItem,
  InvitationLook,
  Joined,
  LinkItem,
  LinkLook,
  MemberItem,
  SessionItem,
  SignInWays,
  TokenItem,
} from '@attune/protocol'
import { type Static, Type } from 'typebox'

import { Id, maybe, named, type Same } from './shape-parts.ts'

const Text = Type.String()
const Roles = Type.Enum(['owner', 'editor', 'analyst', 'viewer'])
const Scopes = Type.Array(Type.Enum(['read', 'annotate', 'configure', 'admin']))

const AuditItem = named('AuditItem', {
  id: Text,
  at: Text,
  actor: Type.Object({ kind: Type.Enum(['person', 'token', 'command']), id: Text, name: Text }),
  action: Type.Enum([
    ...(['project.created', 'project.changed', 'project.deletion_planned'] as const),
    ...(['project.deletion_called_off', 'configuration.applied', 'key.created', 'key.ended'] as const),
    ...(['journey.created', 'journey.changed', 'journey.removed', 'journeys.ordered'] as const),
    ...(['prompt.published', 'prompt.paused', 'prompt.resumed', 'prompt.ended', 'prompt.removed'] as const),
    ...(['member.invited', 'member.joined', 'member.role_changed', 'member.renamed', 'member.removed'] as const),
    ...(['member.linked', 'member.unlinked'] as const),
    ...(['invitation.withdrawn', 'token.created', 'token.revoked', 'link.created', 'link.revoked'] as const),
    ...(['answer.tagged', 'tag.put', 'tag.renamed', 'tag.removed', 'theme_rules.changed'] as const),
    ...(['sql_role.created', 'sql_role.ended'] as const),
  ]),
  subject: Text,
  before: Type.Unknown(),
  after: Type.Unknown(),
})

/** What is said of people and what they may do, by the names of `team.ts`: a route says `answer: TEAM.MemberItem`. */
export const TEAM = {
  SignInWays: named('SignInWays', {
    password: Type.Boolean(),
    oidc: maybe(Type.Object({ name: Type.String({ description: 'Of the other service' }) })),
  }),
  MemberItem: named('MemberItem', { person: Text, name: Text, email: Text, role: Roles }),
  InvitationItem: named('InvitationItem', {
    id: Text,
    email: Text,
    role: Roles,
    invited_by: Text,
    created_at: Text,
    expires_at: Text,
    link: Type.Optional(Type.String({ description: 'Given once, by the call that makes it' })),
  }),
  TokenItem: named('TokenItem', {
    id: Text,
    name: Text,
    scopes: Scopes,
    created_at: Text,
    expires_at: maybe(Text),
    last_used_at: maybe(Text),
    secret: Type.Optional(Type.String({ description: 'Given once, by the call that makes it' })),
  }),
  LinkItem: named('LinkItem', {
    id: Text,
    name: Text,
    journey: Text,
    voices: Type.Boolean({ description: 'Whether people’s words are shown, too' }),
    made_by: Text,
    created_at: Text,
    expires_at: Text,
    last_used_at: maybe(Text),
    link: Type.Optional(Type.String({ description: 'Given once, by the call that makes it' })),
  }),
  LinkLook: named('LinkLook', {
    name: Text,
    expires_at: Text,
    voices: Type.Boolean(),
    project: Type.Object({
      id: Text,
      name: Text,
      zone: Text,
      privacy: Type.Enum(['open', 'confidential', 'anonymous']),
    }),
    journey: Type.Object({ id: Text, name: Text }),
    sample: Type.Boolean(),
  }),
  SessionItem: named('SessionItem', {
    id: Text,
    browser: Text,
    created_at: Text,
    seen_at: Text,
    is_this: Type.Boolean(),
  }),
  AuditAnswer: named('AuditAnswer', { entries: Type.Array(AuditItem), next: maybe(Text) }),
  InvitationLook: named('InvitationLook', {
    project: Type.String({ description: 'Its name' }),
    email: Text,
    role: Roles,
    is_known: Type.Boolean({ description: 'There is an account: it is joined signed in, or with its password' }),
  }),
  Joined: named('Joined', { project: Id }),
}

type Of<K extends keyof typeof TEAM> = Static<(typeof TEAM)[K]>

true satisfies Same<Of<'SignInWays'>, SignInWays>
true satisfies Same<Of<'MemberItem'>, MemberItem>
true satisfies Same<Of<'InvitationItem'>, InvitationItem>
true satisfies Same<Of<'InvitationLook'>, InvitationLook>
true satisfies Same<Of<'Joined'>, Joined>
true satisfies Same<Of<'TokenItem'>, TokenItem>
true satisfies Same<Of<'LinkItem'>, LinkItem>
true satisfies Same<Of<'LinkLook'>, LinkLook>
true satisfies Same<Of<'SessionItem'>, SessionItem>
true satisfies Same<Of<'AuditAnswer'>, AuditAnswer>
