import type { JourneyMap, Me, Problem, ProjectListItem, Voice, VoicesAnswer } from '@attune/protocol'

import type { Words } from './route.ts'

/** What went wrong, as the person should read it: `message` says what and why, `code` is for us. */
export class ApiError extends Error {
  readonly code: string
  readonly title: string

  constructor(title: string, detail: string, code: string) {
    super(detail)
    this.title = title
    this.code = code
  }
}

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

export const signOut = (): Promise<unknown> => ask('POST', '/api/sign-out', { body: {} })

export const removeSample = (project: string): Promise<unknown> => ask('DELETE', `${projectPath(project)}/sample`)

export const livePath = (project: string): string => `${projectPath(project)}/live`

interface Asked {
  body?: unknown
  signal?: AbortSignal | undefined
}

async function ask<T>(method: string, path: string, { body, signal }: Asked = {}): Promise<T> {
  let response: Response
  try {
    response = await fetch(path, {
      method,
      credentials: 'same-origin',
      headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: signal ?? null,
    })
  } catch (error) {
    if (signal?.aborted === true) throw error
    throw new ApiError(
      'The service cannot be reached',
      'It may be starting again, or this computer is offline. Nothing is lost; try again in a moment.',
      'unreachable',
    )
  }
  const text = await response.text()
  const answer = parse(text)
  if (response.ok) return answer as T
  throw asError(response.status, answer)
}

/** Anything that is not a problem document, such as a proxy's own page, still becomes a sentence. */
function asError(status: number, answer: unknown): ApiError {
  const problem = (typeof answer === 'object' && answer !== null ? answer : {}) as Partial<Problem>
  return new ApiError(
    plain(problem.title) ?? 'That did not work',
    plain(problem.detail) ?? `The service answered ${status} without saying why. Its log has more.`,
    plain(problem.code) ?? (status === 401 ? 'signed_out' : 'internal'),
  )
}

function parse(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text)
  } catch {
    return null
  }
}

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

const plain = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
/** Answers fetched at a time. */
const PAGE = 20
const projectPath = (project: string): string => `/api/projects/${encodeURIComponent(project)}`
