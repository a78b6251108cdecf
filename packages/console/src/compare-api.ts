import type { CompareAnswer, CompareOptions } from '@attune/protocol'

import { ask, projectPath } from './request.ts'

/** What there is to compare in a journey. */
export const fetchCompareOptions = (project: string, journey: string, signal?: AbortSignal): Promise<CompareOptions> =>
  ask('GET', `${projectPath(project)}/compare/options?${new URLSearchParams({ journey })}`, { signal })

/** @param search What is asked for beside the journey, with the names that the API has for it. @throws ApiError */
export function fetchCompare(
  project: string,
  journey: string,
  search: URLSearchParams,
  signal?: AbortSignal,
): Promise<CompareAnswer> {
  const query = new URLSearchParams(search)
  query.set('journey', journey)
  return ask('GET', `${projectPath(project)}/compare?${query}`, { signal })
}
