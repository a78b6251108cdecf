import type { Privacy } from '@attune/protocol'

import { isMadeId } from '../access/parameters.ts'
import { allowOnly, integerIn, oneOf, type RawQuery, refuse, single } from '../analyse/parameters.ts'
import { isGated } from '../analyse/privacy-gate/sources.ts'
import { readWhere } from '../analyse/where.ts'
import { AppError } from '../errors.ts'
import { type AnswerFilters, readAnswerFilters } from '../voices/answer-filters.ts'

export const FORMATS = ['ndjson', 'csv', 'parquet'] as const
export type Format = (typeof FORMATS)[number]

/** What of an answer people who were told of together may differ by: nobody filters by it behind the privacy gate. */
const APART = ['device', 'locale', 'release', 'variant'] as const
/** Columns that answers are narrowed by, beside those with a parameter of their own. */
export const NARROWED = [...APART, 'version'] as const

/** What `GET …/answers` is asked. */
export interface AnswersQuery extends AnswerFilters {
  /** Null: as `Accept` says. */
  format: Format | null
  where: ReadonlyMap<(typeof NARROWED)[number], readonly string[]>
  /** The answer that the last download ended with. */
  cursor: string | null
  limit: number
}

/**
 * Reads the parameters of `GET …/answers`.
 *
 * @throws AppError `bad_request` that names the parameter and what it takes; `forbidden` for what people who were told of together
 * could be told apart by.
 */
export function readAnswersQuery(query: RawQuery, privacy: Privacy): AnswersQuery {
  allowOnly(query, PARAMETERS)
  const filters = readAnswerFilters(query)
  const where = readWhere(query['where'], NARROWED)
  const odd = where.get('version')?.find((version) => !/^\d{1,9}$/.test(version))
  if (odd !== undefined) throw refuse('where', 'has a version that is no whole number', 'E.g. version:2.')
  if (isGated(privacy) && APART.some((key) => where.has(key))) throw tellsApart()
  const cursor = single(query, 'cursor')
  if (cursor !== null && !isMadeId(cursor))
    throw refuse('cursor', 'is no id of an answer', 'It is the "id" of the last whole row that you have.')
  return {
    ...filters,
    format: oneOf(query, 'format', FORMATS),
    where,
    cursor,
    limit: integerIn(query, 'limit', 1, MOST, MOST),
  }
}

function tellsApart(): AppError {
  return new AppError(
    'forbidden',
    `This project has promised that nobody is told of alone: its answers cannot be narrowed by ${APART.join(', ')}. Figures can.`,
  )
}

const PARAMETERS = 'format journey step from to feel words prompt origin where cursor limit'.split(' ')
/** As good as all of them. */
const MOST = 999_999_999
