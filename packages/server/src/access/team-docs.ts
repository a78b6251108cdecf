import { Type } from 'typebox'

import type { RouteDocs } from '../reference/docs.ts'
import { TEAM } from '../reference/shapes-team.ts'

export const MEMBERS: RouteDocs = {
  tag: 'Access',
  summary: 'Who is a member of a project, and as what',
  answer: Type.Array(TEAM.MemberItem),
}

export const CHANGE_ROLE: RouteDocs = {
  tag: 'Access',
  summary: 'Gives a member another role',
  notes: 'Nobody gives what they may not do themselves, and the last owner stays one.',
  answer: TEAM.MemberItem,
}

export const REMOVE_MEMBER: RouteDocs = {
  tag: 'Access',
  summary: 'Removes a member, or leaves',
  notes: 'Whoever removes somebody else needs the scope `admin`. The last owner stays.',
}

export const INVITATIONS: RouteDocs = {
  tag: 'Access',
  summary: 'Invitations that nobody has taken yet',
  answer: Type.Array(TEAM.InvitationItem),
}

export const INVITE: RouteDocs = {
  tag: 'Access',
  summary: 'Invites somebody to a project, by a link that is given once',
  notes: 'Nobody gives what they may not do themselves.',
  status: 201,
  answer: TEAM.InvitationItem,
}

export const WITHDRAW: RouteDocs = { tag: 'Access', summary: 'Withdraws an invitation' }

export const TOKENS: RouteDocs = {
  tag: 'Access',
  summary: 'The tokens of a project, without their secrets',
  answer: Type.Array(TEAM.TokenItem),
}

export const ISSUE: RouteDocs = {
  tag: 'Access',
  summary: 'Makes a token for a program, whose secret is given once',
  notes: 'Valid for so many `days`, or until it is revoked. Nobody gives what they may not do themselves.',
  status: 201,
  answer: TEAM.TokenItem,
}

export const REVOKE: RouteDocs = { tag: 'Access', summary: 'Revokes a token: it opens nothing any more' }

export const AUDIT: RouteDocs = {
  tag: 'Access',
  summary: 'Who changed what in a project, newest first',
  query: Type.Object({
    cursor: Type.Optional(Type.String({ description: '`next` of an answer, to go on' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  }),
  answer: TEAM.AuditAnswer,
}
