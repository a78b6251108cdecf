import { Type } from 'typebox'

import type { RouteDocs } from '../reference/docs.ts'

export const EXPORT: RouteDocs = {
  tag: 'Projects',
  summary: 'Everything of a project, line by line, as one JSON object each',
  notes:
    'Each says its `kind`: about, configuration, version, member, audit, answer, visit, tag, theme_rules, count or told.',
  media: ['application/x-ndjson'],
}

export const DELETE: RouteDocs = {
  tag: 'Projects',
  summary: 'Plans the deletion of a project with all that people answered',
  notes: 'It happens seven days later, and can be called off until then. Its pages report nothing meanwhile.',
  answer: Type.Object({ delete_after: Type.String() }),
}

export const KEEP: RouteDocs = { tag: 'Projects', summary: 'Calls the deletion of a project off' }
