import type { TrendAnswer } from '@attune/protocol'

import { ask, plain, projectPath } from './request.ts'
import type { Period } from './route.ts'

/** How a step felt over time. @param by Null: what fits the time between. @param from The first day; absent: since ever. */
export function fetchTrend(
  {
    project,
    journey,
    step,
    by,
    from,
  }: { project: string; journey: string; step: string; by: Period | null; from?: string },
  signal?: AbortSignal,
): Promise<TrendAnswer> {
  const search = new URLSearchParams({ journey, step })
  if (by !== null) search.set('by', by)
  if (from !== undefined) search.set('from', from)
  return ask<TrendAnswer>('GET', `${projectPath(project)}/trend?${search}`, { signal }).then((answer) => ({
    ...answer,
    series: answer.series.map((series) => ({
      ...series,
      question: plain(series.question),
      differs: series.differs.filter((text) => plain(text) !== null),
    })),
  }))
}
