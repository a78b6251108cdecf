import type { Driver } from '@attune/protocol'

/** What the figures allow to be said of which step matters most. */
export type Finding =
  /** One step is first, and no other can be told to be behind by chance (`rivals` is empty), or some can. */
  | { kind: 'first'; top: Driver; rivals: Driver[]; compared: number }
  /** Enough people, and not even the strongest clearly goes with the outcome. */
  | { kind: 'nothing'; compared: number }
  /** Not enough people for an order yet: the strongest so far. */
  | { kind: 'hint'; top: Driver }
  /** Too few people for anything. `most`: at the step that the most were heard at. */
  | { kind: 'early'; most: number }
  | { kind: 'nobody' }

/**
 * Which step matters most, and how sure that is.
 *
 * A step is told apart from another only where their 95 % intervals do not overlap: else the order may be chance.
 */
export function findingOf(steps: readonly Driver[]): Finding {
  const ranked = steps
    .filter(({ tier, rho }) => tier === 'ranked' && rho !== null)
    .toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
  const [top, ...others] = ranked
  if (top) {
    const compared = ranked.length
    if (top.direction === 'unclear') return { kind: 'nothing', compared }
    const least = strengthOf(top).low
    return { kind: 'first', top, rivals: others.filter((other) => strengthOf(other).high >= least), compared }
  }
  const [hint] = steps
    .filter(({ tier, rho }) => tier === 'hint' && rho !== null)
    .toSorted((a, b) => Math.abs(b.rho ?? 0) - Math.abs(a.rho ?? 0))
  if (hint) return { kind: 'hint', top: hint }
  const most = Math.max(0, ...steps.map(({ n }) => n))
  return most === 0 ? { kind: 'nobody' } : { kind: 'early', most }
}

/** How closely, whichever way it goes. */
function strengthOf({ rho, rho_low, rho_high }: Driver): { low: number; high: number } {
  const low = rho_low ?? 0
  const high = rho_high ?? 0
  return (rho ?? 0) < 0 ? { low: -high, high: -low } : { low, high }
}
