import type { TrendAnswer } from '@attune/protocol'

import { ask, plain, projectPath } from './request.ts'

export type Period = TrendAnswer['by']

/** How a step felt over time. @param by Null: what fits the time between. */
export function fetchTrend(
  { project, journey, step, by }: { project: string; journey: string; step: string; by: Period | null },
  signal?: AbortSignal,
): Promise<TrendAnswer> {
  const search = new URLSearchParams({ journey, step })
  if (by !== null) search.set('by', by)
  return ask<TrendAnswer>('GET', `${projectPath(project)}/trend?${search}`, { signal }).then((answer) => ({
    ...answer,
    series: answer.series.map((series) => ({
      ...series,
      question: plain(series.question),
      differs: series.differs.filter((text) => plain(text) !== null),
    })),
  }))
}
