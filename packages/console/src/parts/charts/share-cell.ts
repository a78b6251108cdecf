import { percent, shareInterval } from '../../words.ts'

/** `62 % (55–68 %)`, as it stands in a table; `–` where there is no figure. */
export function shareCell(share: number | null, low: number | null, high: number | null): string {
  if (share === null) return '–'
  const interval = shareInterval(low, high)
  return interval === '' ? percent(share) : `${percent(share)} (${interval})`
}
