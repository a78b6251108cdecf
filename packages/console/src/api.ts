import type { JourneyMap, Me, ProjectListItem, SignInWays } from '@attune/protocol'

import { ask, projectPath } from './request.ts'
import { plainVoice } from './voices-api.ts'

export const fetchMe = (signal?: AbortSignal): Promise<Me> => ask('GET', '/api/me', { signal })

export const fetchProjects = (signal?: AbortSignal): Promise<ProjectListItem[]> =>
  ask<unknown>('GET', '/api/projects', { signal }).then((body) => listOf<ProjectListItem>(body, 'projects'))

export const fetchMap = (project: string, journey: string, signal?: AbortSignal): Promise<JourneyMap> =>
  ask<JourneyMap>('GET', `${projectPath(project)}/journeys/${encodeURIComponent(journey)}/map`, { signal }).then(
    (map) => ({ ...map, steps: map.steps.map((step) => ({ ...step, voices: step.voices.map(plainVoice) })) }),
  )

export const signIn = (proof: { secret: string } | { email: string; password: string }): Promise<unknown> =>
  ask('POST', '/api/sign-in', { body: proof })

/** The ways to sign in that this service offers. */
export const fetchSignInWays = (signal?: AbortSignal): Promise<SignInWays> => ask('GET', '/api/sign-in', { signal })

export const signOut = (): Promise<unknown> => ask('POST', '/api/sign-out', { body: {} })

export const removeSample = (project: string): Promise<unknown> => ask('DELETE', `${projectPath(project)}/sample`)

export const livePath = (project: string): string => `${projectPath(project)}/live`

/** Answers of the kind `[…]` and `{ projects: […] }` alike. */
function listOf<T>(body: unknown, key: string): T[] {
  if (Array.isArray(body)) return body as T[]
  const inner = (body as Record<string, unknown> | null)?.[key]
  return Array.isArray(inner) ? (inner as T[]) : []
}
