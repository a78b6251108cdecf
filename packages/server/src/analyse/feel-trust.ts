import type { CountsRow } from './queries.ts'
import type { Trust } from './uncounted.ts'

/**
 * Tells scores of people whom the host's server has signed for from all others: these are all answers less those.
 *
 * @param counts Of `feel` and of `verified`, by the same keys. @param wanted Empty: both.
 */
export function splitByTrust(counts: readonly CountsRow[], wanted: readonly Trust[]): CountsRow[] {
  const verified = new Map(counts.filter((row) => row.measure === 'verified').map((row) => [nameOf(row), row.n]))
  const rows = counts
    .filter((row) => row.measure === 'feel')
    .flatMap((row) => {
      const n = verified.get(nameOf(row)) ?? 0
      return [
        { ...row, trust: 'verified' as const, n },
        { ...row, trust: 'unverified' as const, n: row.n - n },
      ]
    })
  return rows.filter(({ trust, n }) => n > 0 && (wanted.length === 0 || wanted.includes(trust)))
}

function nameOf({ measure: _measure, n: _n, ...keys }: CountsRow): string {
  return JSON.stringify(keys)
}
