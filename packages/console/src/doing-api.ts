import type { DoingAnswer, DoingStep } from '@attune/protocol'

import { ask, plain, projectPath } from './request.ts'

/** What people did at each step beside what they felt. @param search What the address asks for. */
export function fetchDoing(
  project: string,
  journey: string,
  search: URLSearchParams,
  signal?: AbortSignal,
): Promise<DoingAnswer> {
  const asked = new URLSearchParams({ journey })
  for (const name of ASKED) for (const value of search.getAll(name)) asked.append(name, value)
  return ask<DoingAnswer>('GET', `${projectPath(project)}/doing?${asked}`, { signal }).then((answer) => ({
    ...answer,
    steps: answer.steps.map((step): DoingStep => Object.assign(step, { name: plain(step.name) ?? step.step })),
  }))
}

const ASKED = ['from', 'to', 'where', 'prompt'] as const
