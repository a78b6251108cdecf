import { stepIn } from '../../voices/step.ts'
import { type FeelQuery, readFeelQuery } from '../feel-query.ts'
import { allowOnly, oneOf, type RawQuery, refuse } from '../parameters.ts'
import { allowCounted } from '../uncounted.ts'

export const PERIODS = ['day', 'week', 'month'] as const
export type Period = (typeof PERIODS)[number]

/** What `GET …/trend` is asked: what `GET …/feel` is, of one step. */
export interface TrendQuery extends Omit<FeelQuery, 'by' | 'journey'> {
  journey: string
  /** `''`: the journey as a whole. */
  step: string
  /** Null: what fits the time between. */
  by: Period | null
}

/** @throws AppError `bad_request` that names the parameter and what it takes. */
export function readTrendQuery(query: RawQuery): TrendQuery {
  allowOnly(query, ['journey', 'step', 'by', 'from', 'to', 'where', 'prompt', 'zone'])
  const { step: _step, by: _by, ...others } = query
  const { journey, where, ...asked } = readFeelQuery(others)
  allowCounted(asked)
  if (journey === null) throw refuse('journey', 'is missing', 'A trend is one of a step: give its journey and its id.')
  const step = stepIn(query)
  if (step === null)
    throw refuse('step', 'is missing', 'Give its id; with nothing in it, it is the journey as a whole.')
  return { ...asked, journey, step, by: oneOf(query, 'by', PERIODS), where: new Map([...where, ['step', [step]]]) }
}
