import { Type } from 'typebox'

import type { RouteDocs } from '../reference/docs.ts'
import { Person, Project } from '../reference/shapes.ts'

export const SIGN_IN: RouteDocs = {
  tag: 'Access',
  summary: 'Signs in, with a password or the secret of a link, and sets the cookie of the session',
  access: 'anybody',
}

export const SIGN_OUT: RouteDocs = { tag: 'Access', summary: 'Ends the session', access: 'anybody' }

export const ME: RouteDocs = { tag: 'Access', summary: 'Who is signed in', access: 'signed in', answer: Person }

export const PROJECTS: RouteDocs = {
  tag: 'Access',
  summary: 'The projects of a person; for a token, its one',
  access: 'signed in',
  answer: Type.Array(Project),
}
