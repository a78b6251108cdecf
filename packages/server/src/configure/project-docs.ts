import { Type } from 'typebox'

import type { RouteDocs } from '../reference/docs.ts'
import { MANAGED } from '../reference/shapes-manage.ts'

const Keys = Type.Array(MANAGED.KeyItem)

export const MAKE: RouteDocs = {
  tag: 'Projects',
  summary: 'Makes a project, whose owner is whoever makes it',
  notes: 'For owners of a project. An id that is taken is a `conflict`.',
  access: 'person',
  body: MANAGED.NewProject,
  status: 201,
  answer: MANAGED.ProjectSettings,
}

export const SETTINGS: RouteDocs = {
  tag: 'Projects',
  summary: 'All that is said of a project itself',
  answer: MANAGED.ProjectSettings,
}

export const CHANGE: RouteDocs = {
  tag: 'Projects',
  summary: 'Changes what is said of a project',
  notes:
    'What is given takes the place of what was there; what is not stays. The privacy may be tightened, and loosened only as long as nobody has answered. Another zone moves answers to its days: `zone_move` says how far that is.',
  ifMatch: true,
  body: MANAGED.ProjectChange,
  answer: MANAGED.ProjectSettings,
}

export const KEYS: RouteDocs = { tag: 'Projects', summary: 'The public keys of a project, newest first', answer: Keys }

export const MAKE_KEY: RouteDocs = {
  tag: 'Projects',
  summary: 'Makes a new public key',
  notes: 'The others stay as they are.',
  status: 201,
  answer: MANAGED.KeyItem,
}

export const END_KEY: RouteDocs = {
  tag: 'Projects',
  summary: 'Ends a public key, at once or in a while',
  query: Type.Object({
    after: Type.Optional(Type.Number({ minimum: 0, maximum: 8_760, description: 'In so many hours. Absent: at once' })),
    force: Type.Optional(Type.Boolean({ default: false, description: 'Even the last one' })),
  }),
  answer: Keys,
}
