import { allowOnly, dayIn, idIn, idsIn, oneOf, type RawQuery, refuse, single } from '../parameters.ts'

/** What `GET …/drivers` is asked. */
export interface DriversQuery {
  journey: string
  /** A prompt; null: whether visits were reached or abandoned; `LIKELIEST`: the likeliest choice of those that there are. */
  outcome: string | null
  /** Empty: every step of the journey. */
  steps: string[]
  from: string | null
  to: string | null
  newest: number
}

/**
 * How many outcomes may be looked at. Few and far between: who could ask for one more than before would learn what a single person felt.
 */
export const NEWEST = ['5000', '50000', '200000'] as const

/** The outcome that most would choose. No id of a prompt. */
export const LIKELIEST = '*'

/** @throws AppError `bad_request` that names the parameter and what it takes. */
export function readDriversQuery(query: RawQuery): DriversQuery {
  allowOnly(query, ['journey', 'outcome', 'steps', 'from', 'to', 'newest'])
  const journey = idIn(query, 'journey')
  if (journey === null) throw refuse('journey', 'is missing', 'Drivers are of one journey: give its id.')
  const from = dayIn(query, 'from')
  const to = dayIn(query, 'to')
  if (from !== null && to !== null && from > to) throw refuse('from', `is after "to" (${to})`, 'Both are inclusive.')
  return {
    journey,
    outcome: single(query, 'outcome') === LIKELIEST ? LIKELIEST : idIn(query, 'outcome'),
    steps: idsIn(query, 'steps'),
    from,
    to,
    newest: Number(oneOf(query, 'newest', NEWEST) ?? NEWEST[0]),
  }
}
