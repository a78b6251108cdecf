import type { CountedRow, FeelFunnel, Privacy } from '@attune/protocol'

/** One bar of the funnel, in the order in which it happens. */
export interface Stage {
  /** How it looks, by a class of `analyse-funnel.css`. */
  look: 'came' | 'heard' | 'closed' | 'ignored' | 'open'
  name: string
  times: number
  /** Of those before it, from 0 to 1; null where they are not known, or fewer. */
  share: number | null
  /** Whom it is a share of, e.g. `of those asked`. */
  of: string
  /** Where its bar begins, in times: answered, closed and ignored make up all who were asked. */
  start: number
}

/** @param isKept Whether how many have answered is kept back. What is not known has no bar: it is not 0. */
export function stagesOf(funnel: FeelFunnel, isKept: boolean): Stage[] {
  const { reached, eligible, shown, answered, dismissed, ignored, unresolved, commented } = funnel
  const stages: Stage[] = []
  const add = (look: Stage['look'], name: string, times: number, [whole, of]: Whole, start = 0): void => {
    stages.push({ look, name, times, share: shareOf(times, whole), of, start })
  }
  const asked: Whole = [shown, 'of those asked']
  if (reached !== null && reached > 0) add('came', 'Came here', reached, [null, ''])
  if (eligible > 0) add('came', 'Could be asked', eligible, [reached, 'of them'])
  add('came', 'Were asked', shown, [eligible, 'of them'])
  if (isKept) return stages
  add('heard', 'Answered', answered, asked)
  if (dismissed !== null) add('closed', 'Closed it', dismissed, asked, answered)
  if (ignored !== null) add('ignored', 'Ignored it', ignored, asked, answered + (dismissed ?? 0))
  if (unresolved !== null && unresolved > 0)
    add('open', 'Not known', unresolved, asked, answered + (dismissed ?? 0) + (ignored ?? 0))
  add('heard', 'Wrote something', commented, [answered, 'of answers'])
  return stages
}

/** Whether how many have answered is kept back: fewer than five, where people were promised not to be told of alone. */
export function isUntold({ tier }: Pick<CountedRow, 'tier'>, privacy: Privacy): boolean {
  return privacy !== 'open' && (tier === 'none' || tier === 'hidden')
}

/** Null where there is nobody to be a share of, or not all of them were counted. */
function shareOf(part: number, whole: number | null): number | null {
  return whole === null || whole === 0 || part > whole ? null : part / whole
}

type Whole = [times: number | null, of: string]
