import type { Origin, ThemeContrast } from '@attune/protocol'

import { allowOnly, dayIn, idIn, integerIn, oneOf, type RawQuery, refuse } from '../analyse/parameters.ts'
import { stepIn } from './step.ts'

/** What `GET …/themes` is asked. */
export interface ThemesQuery {
  journey: string
  /** Null: every step; `''`: the journey as a whole. */
  step: string | null
  contrast: ThemeContrast
  /** The first day after; null where days are not set against each other. */
  date: string | null
  prompt: string | null
  origin: Origin | null
  /** Themes per side. */
  limit: number
}

/** @throws AppError `bad_request` that names the parameter and what it takes. */
export function readThemesQuery(query: RawQuery): ThemesQuery {
  allowOnly(query, ['journey', 'step', 'contrast', 'date', 'prompt', 'origin', 'limit'])
  const journey = idIn(query, 'journey')
  if (journey === null) throw refuse('journey', 'is missing', 'Themes are of one journey: name it.')
  const step = stepIn(query)
  const contrast = oneOf(query, 'contrast', ['step', 'faces', 'date']) ?? 'faces'
  const date = dayIn(query, 'date')
  if (contrast === 'step' && step === null)
    throw refuse('step', 'is missing', 'Name the step that is set against the rest of its journey.')
  if (contrast === 'date' && date === null)
    throw refuse('date', 'is missing', 'Name the first day after, e.g. 2026-11-23.')
  if (contrast !== 'date' && date !== null)
    throw refuse('date', `does nothing with contrast=${contrast}`, 'Leave it away, or ask with contrast=date.')
  return {
    journey,
    step,
    contrast,
    date,
    prompt: idIn(query, 'prompt'),
    origin: oneOf(query, 'origin', ['live', 'import', 'sample', 'unprompted']),
    limit: integerIn(query, 'limit', 1, 20, 5),
  }
}
