import type { Association, DriverTier } from '@attune/protocol'

import { type Spearman, spearmanTable } from '../statistics/drivers/spearman-table.ts'
import { Z95 } from '../statistics/histogram.ts'
import { peopleIn, type Table } from './people.ts'
import { shownTable } from './shown-table.ts'

/** Fewer people than this: the strongest of several steps is another one too often. Source: METHOD §5, simulated. */
const MIN_HINT = 60
/** From here on the strongest step is the right one 19 times in 20. Source: as above. */
export const MIN_RANKED = 120

/** A correlation that may be shrunk: finite also where it is perfect. */
export type Found = Pick<Spearman, 'r' | 'low' | 'high' | 'fisher' | 'standardError'>

/**
 * How a feel goes with the outcome, as far as it may be told.
 *
 * @returns `found`: null where it is hidden, or where everybody felt the same of one of the two.
 */
export function associate(table: Table): { told: Association; found: Found | null; shown: Table | null } {
  const n = peopleIn(table)
  const shown = shownTable(table)
  const spearman = shown && spearmanTable(shown)
  const found = spearman && finite(spearman)
  const told = {
    n,
    tier: tierOf(n, shown !== null),
    rho: found?.r ?? null,
    rho_low: found?.low ?? null,
    rho_high: found?.high ?? null,
    direction: found && directionOf(found),
  }
  return { told, found, shown }
}

function tierOf(n: number, isShown: boolean): DriverTier {
  if (!isShown) return n === 0 ? 'none' : 'hidden'
  if (n < MIN_HINT) return 'too_early'
  return n < MIN_RANKED ? 'hint' : 'ranked'
}

function directionOf({ low, high }: Found): Association['direction'] {
  if (low > 0) return 'with'
  return high < 0 ? 'against' : 'unclear'
}

/**
 * A perfect correlation has an infinite transform and an interval without width, which says more than n people can know: its
 * interval is taken at 1 − 1/n. Ours.
 */
function finite({ n, r, standardError }: Spearman): Found {
  const most = 1 - 1 / n
  const fisher = Math.atanh(Math.max(-most, Math.min(most, r)))
  const half = Z95 * standardError
  return {
    r,
    low: Math.min(r, Math.tanh(fisher - half)),
    high: Math.max(r, Math.tanh(fisher + half)),
    fisher,
    standardError,
  }
}
