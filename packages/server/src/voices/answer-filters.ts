import type { Origin } from '@attune/protocol'

import { dayIn, idIn, listOf, oneOf, type RawQuery, refuse } from '../analyse/parameters.ts'
import { stepIn } from './step.ts'

/** What answers are narrowed by wherever they are listed. */
export interface AnswerFilters {
  /** Null: every journey. */
  journey: string | null
  /** Null: every step; `''`: the journey as a whole. */
  step: string | null
  /** Empty: every score. */
  feel: readonly number[]
  /** Only answers in people's own words. */
  onlyWords: boolean
  prompt: string | null
  origin: Origin | null
  /** First and last day, both inclusive, in the project's zone; behind the privacy gate, of being told. */
  from: string | null
  to: string | null
}

/** @throws AppError `bad_request` that names the parameter and what it takes. */
export function readAnswerFilters(query: RawQuery): AnswerFilters {
  const journey = idIn(query, 'journey')
  const step = stepIn(query)
  if (step !== null && journey === null) throw refuse('step', 'came without a journey', 'Name the journey too.')
  const [from, to] = [dayIn(query, 'from'), dayIn(query, 'to')]
  if (from !== null && to !== null && from > to) throw refuse('from', `is after "to" (${to})`, 'Both are inclusive.')
  return {
    journey,
    step,
    from,
    to,
    feel: listOf(query, 'feel', SCORES).map(Number),
    onlyWords: oneOf(query, 'words', ['only', 'all']) === 'only',
    prompt: idIn(query, 'prompt'),
    origin: oneOf(query, 'origin', ['live', 'import', 'sample', 'unprompted']),
  }
}

const SCORES = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10'] as const
