import type { JourneyMap, Me, ProjectListItem, SignInWays, Voice, VoicesAnswer } from '@attune/protocol'

import { ask, plain, projectPath } from './request.ts'
import type { Words } from './route.ts'

export const fetchMe = (signal?: AbortSignal): Promise<Me> => ask('GET', '/api/me', { signal })

export const fetchProjects = (signal?: AbortSignal): Promise<ProjectListItem[]> =>
  ask<unknown>('GET', '/api/projects', { signal }).then((body) => listOf<ProjectListItem>(body, 'projects'))

export const fetchMap = (project: string, journey: string, signal?: AbortSignal): Promise<JourneyMap> =>
  ask<JourneyMap>('GET', `${projectPath(project)}/journeys/${encodeURIComponent(journey)}/map`, { signal }).then(
    (map) => ({ ...map, steps: map.steps.map((step) => ({ ...step, voices: step.voices.map(plainVoice) })) }),
  )

/** Which answers of a step: all or those with words, of every score or of one. */
export interface VoicesQuery {
  project: string
  journey: string
  step: string
  words: Words
  feel: number | null
}

/** @param cursor `next` of the answer before; null for the newest. */
export function fetchVoices(query: VoicesQuery, cursor: string | null, signal?: AbortSignal): Promise<VoicesAnswer> {
  const search = new URLSearchParams({
    journey: query.journey,
    step: query.step,
    words: query.words,
    limit: String(PAGE),
  })
  if (query.feel !== null) search.set('feel', String(query.feel))
  if (cursor !== null) search.set('cursor', cursor)
  return ask<VoicesAnswer>('GET', `${projectPath(query.project)}/voices?${search}`, { signal }).then((page) => ({
    ...page,
    voices: page.voices.map(plainVoice),
  }))
}

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

/** What people sent is shown as text and as nothing else: a value that is no string is dropped before it is rendered. */
function plainVoice(voice: Voice): Voice {
  return {
    ...voice,
    question: plain(voice.question) ?? '',
    comment: plain(voice.comment),
    page: plain(voice.page),
    device: plain(voice.device) as Voice['device'],
    locale: plain(voice.locale),
    release: plain(voice.release),
  }
}

/** Answers fetched at a time. */
const PAGE = 20
