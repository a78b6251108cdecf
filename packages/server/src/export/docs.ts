import { Type } from 'typebox'

import type { RouteDocs } from '../reference/docs.ts'
import { OriginName } from '../reference/shape-parts.ts'
import { FORMATS, NARROWED } from './query.ts'

export const ANSWERS: RouteDocs = {
  tag: 'Figures',
  summary: 'All answers as a stream, one row each: NDJSON, CSV or Parquet',
  notes:
    'By journey and step, newest first. Every answer that was there at the beginning comes exactly once; one that comes in meanwhile is in it or not. Where a download breaks off, ask again with the `id` of its last whole row as `cursor`. In projects that promise more than to be open, only answers that were told of, without what would tell people apart.',
  query: Type.Object({
    format: Type.Optional(Type.Enum([...FORMATS], { description: 'Absent: as `Accept` says, else NDJSON' })),
    journey: Type.Optional(Type.String({ description: 'Absent: all' })),
    step: Type.Optional(Type.String({ description: 'With its journey; empty: answers about the journey as a whole' })),
    from: Type.Optional(Type.String({ description: 'The first day, e.g. `2026-11-23`. Absent: since ever' })),
    to: Type.Optional(Type.String({ description: 'The last day, inclusive' })),
    feel: Type.Optional(Type.String({ description: 'Scores with commas, e.g. `1,2`' })),
    words: Type.Optional(Type.Enum(['only', 'all'])),
    prompt: Type.Optional(Type.String()),
    origin: Type.Optional(OriginName),
    where: Type.Optional(
      Type.String({ description: `E.g. \`device:mobile\`; may come several times. Keys: ${NARROWED.join(', ')}` }),
    ),
    cursor: Type.Optional(
      Type.String({ description: 'The `id` of the last whole row that you have: it goes on after it' }),
    ),
    limit: Type.Optional(Type.Integer({ minimum: 1, description: 'Rows at most. Absent: all' })),
  }),
  media: ['application/x-ndjson', 'text/csv', 'application/vnd.apache.parquet'],
}
