import { type FeelQuery, readFeelQuery } from '../feel-query.ts'
import { allowOnly, type RawQuery, refuse } from '../parameters.ts'
import { allowCounted } from '../uncounted.ts'

/** What `GET …/doing` is asked: what `GET …/feel` is, of one journey and always by step. */
export type DoingQuery = FeelQuery & { journey: string }

/** @throws AppError `bad_request` that names the parameter and what it takes. */
export function readDoingQuery(query: RawQuery): DoingQuery {
  allowOnly(query, ['journey', 'from', 'to', 'where', 'prompt', 'zone'])
  const { journey, ...asked } = readFeelQuery(query)
  allowCounted(asked)
  if (journey === null) throw refuse('journey', 'is missing', 'A middle is one of a journey: give its id.')
  return { ...asked, journey }
}
