import { idIn, type RawQuery } from '../analyse/parameters.ts'

/** The step that is asked about; `''` (`step=` with nothing): answers about the journey as a whole. Null: every step. */
export function stepIn(query: RawQuery): string | null {
  return query['step'] === '' ? '' : idIn(query, 'step')
}
