import type { TrendAnswer, TrendSignal } from '@attune/protocol'

import type { Period } from './route.ts'
import { fetchTrend } from './trend-api.ts'

/** A step of a journey, and the days in which a change is news. */
export interface DriftAsked {
  project: string
  journey: string
  step: string
  from: string
  to: string
}

/**
 * The newest lasting change at a step that was noticed since a day; null where there was none.
 *
 * Steps are asked for one after another, so that a map of many is no load of many at once. Only days that are over can change, so an
 * answer is kept until there is another day, or the page is loaded again.
 *
 * @throws ApiError as any request, and the next who asks tries again.
 */
export async function findDrift(asked: DriftAsked, signal: AbortSignal): Promise<TrendSignal | null> {
  const key = JSON.stringify(asked)
  const turn = inTurn(before, async () => {
    if (signal.aborted || kept.has(key)) return
    kept.set(key, newestOf(await fetchTrend({ ...asked, by: COARSEST }, signal)))
  })
  before = Promise.allSettled([turn])
  await turn
  return kept.get(key) ?? null
}

async function inTurn(others: Promise<unknown>, run: () => Promise<void>): Promise<void> {
  await others
  await run()
}

/** The last that began, of everything that was asked alike. */
export function newestOf({ series }: Pick<TrendAnswer, 'series'>): TrendSignal | null {
  const signals = series.flatMap((one) => one.signals)
  return signals.toSorted((a, b) => (a.since < b.since ? -1 : 1)).at(-1) ?? null
}

/** Its points are not looked at. */
const COARSEST: Period = 'month'
const kept = new Map<string, TrendSignal | null>()
let before: Promise<unknown> = Promise.resolve()
