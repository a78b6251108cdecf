import { Type } from 'typebox'

import type { RouteDocs } from '../reference/docs.ts'
import { TEAM } from '../reference/shapes-team.ts'
import { Person, Project } from '../reference/shapes.ts'

export const WAYS: RouteDocs = {
  tag: 'Access',
  summary: 'The ways to sign in',
  access: 'anybody',
  answer: TEAM.SignInWays,
}

export const SIGN_IN: RouteDocs = {
  tag: 'Access',
  summary: 'Signs in, with a password or the secret of a link, and sets the cookie of the session',
  access: 'anybody',
}

export const SIGN_OUT: RouteDocs = { tag: 'Access', summary: 'Ends the session', access: 'anybody' }

export const ME: RouteDocs = { tag: 'Access', summary: 'Who is signed in', access: 'person', answer: Person }

export const RENAME: RouteDocs = {
  tag: 'Access',
  summary: 'Changes the name that one’s colleagues see',
  notes: 'It is in the history of each of one’s projects; what was written down before keeps the old name.',
  access: 'person',
  answer: Person,
}

export const PROJECTS: RouteDocs = {
  tag: 'Projects',
  summary: 'The projects of a person; for a token, its one',
  access: 'signed in',
  answer: Type.Array(Project),
}

export const OIDC_BEGIN: RouteDocs = {
  tag: 'Access',
  summary: 'Sends a browser to another service, to sign in there',
  notes: 'Only where one is set up: `GET /api/sign-in` says so. Whatever happens, it ends at the console.',
  access: 'anybody',
  status: 303,
}

export const OIDC_FINISH: RouteDocs = {
  tag: 'Access',
  summary: 'Where a browser comes back from there, and is sent to the console',
  notes: 'With `#sign-in-problem=…` where nobody was signed in.',
  access: 'anybody',
  status: 303,
}

export const LOOK: RouteDocs = {
  tag: 'Access',
  summary: 'What the link of an invitation is for',
  access: 'anybody',
  answer: TEAM.InvitationLook,
}

export const JOIN: RouteDocs = {
  tag: 'Access',
  summary: 'Joins a project by the link of an invitation, and signs in',
  notes: 'Whoever has an account is signed in to it, or gives its password; others choose one.',
  access: 'anybody',
  answer: TEAM.Joined,
}

export const PASSWORD: RouteDocs = {
  tag: 'Access',
  summary: 'Chooses another password, and signs out everywhere else',
  notes: '`current` is needed where there is one.',
  access: 'person',
}

export const SESSIONS: RouteDocs = {
  tag: 'Access',
  summary: 'Where one is signed in',
  access: 'person',
  answer: Type.Array(TEAM.SessionItem),
}

export const END_SESSIONS: RouteDocs = { tag: 'Access', summary: 'Signs out everywhere else', access: 'person' }

export const END_SESSION: RouteDocs = { tag: 'Access', summary: 'Ends one of one’s sessions', access: 'person' }
