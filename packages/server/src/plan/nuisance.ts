import { cusum } from '../analyse/statistics/drift/cusum.ts'

/** A period of a prompt. */
export interface Period {
  shown: number
  /** Closed, or "never again". */
  dismissed: number
}

/**
 * Which periods of a prompt, oldest first, say that it is becoming a nuisance: more than a quarter of the people who were shown it
 * sent it away, or the share who do is rising.
 *
 * Rising is judged by a CUSUM against the first periods with at least 100 shown between them, the uncertainty of these included; so
 * that a prompt which people have always sent away is caught by the quarter, and one that they are growing tired of long before.
 * Periods with fewer than 20 shown are never judged: they say nothing.
 *
 * Source: docs/method.md.
 */
export function findNuisance(periods: readonly Period[]): boolean[] {
  const base = { shown: 0, dismissed: 0 }
  const z = periods.map(({ shown, dismissed }) => {
    if (shown < FEWEST_SHOWN) return 0
    if (base.shown < BASE_SHOWN) {
      base.shown += shown
      base.dismissed += dismissed
      return 0
    }
    // Never 0 or 1, where nothing would be uncertain. Source: Laplace's rule of succession.
    const usual = (base.dismissed + 1) / (base.shown + 2)
    return (dismissed / shown - usual) / Math.sqrt(usual * (1 - usual) * (1 / shown + 1 / base.shown))
  })
  const { hi } = cusum(z, SLACK, LIMIT)
  return periods.map(
    ({ shown, dismissed }, i) => shown >= FEWEST_SHOWN && (dismissed / shown > MOST_DISMISSED || (hi[i] ?? 0) > LIMIT),
  )
}

const FEWEST_SHOWN = 20
const MOST_DISMISSED = 0.25
const BASE_SHOWN = 100
const SLACK = 0.5
const LIMIT = 5
