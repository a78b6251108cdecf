import { Type } from 'typebox'

import type { RouteDocs } from '../reference/docs.ts'
import { Config, Configuration } from '../reference/shapes-pages.ts'

export const PAGE: RouteDocs = {
  tag: 'Pages',
  summary: 'What a page may ask, and where',
  notes: 'With an `ETag`: `If-None-Match` is answered with 304 where nothing has changed.',
  access: 'key',
  answer: Config,
}

export const EDITOR_SCHEMA_DOCS: RouteDocs = {
  tag: 'Configuration',
  summary: 'The JSON Schema of a configuration, with words for every field, for editors',
  access: 'anybody',
  media: ['application/schema+json'],
}

export const READ: RouteDocs = {
  tag: 'Configuration',
  summary: 'The whole configuration of a project as one document, as it is published',
  answer: Configuration,
}

export const APPLY: RouteDocs = {
  tag: 'Configuration',
  summary: 'Makes the configuration of a project what a document says',
  notes:
    'All of it or nothing. What the document does not hold leaves the configuration; answers about it stay. A faulty document is refused with the places of its faults (422).',
  ifMatch: true,
  body: Configuration,
  answer: Type.Object({
    created: Type.Boolean(),
    published: Type.Array(Type.Object({ prompt: Type.String(), version: Type.Integer() })),
  }),
}
