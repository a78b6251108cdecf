import type { Origin, Voice, VoiceMoment, VoicesAnswer } from '@attune/protocol'

import { ask, plain, projectPath } from './request.ts'
import type { Words } from './route.ts'

/** Which answers of a journey: what is left away narrows nothing. */
export interface VoicesQuery {
  project: string
  journey: string
  /** `''`: those about the journey as a whole. */
  step?: string | null
  words: Words
  /** Scores; empty: every one. */
  feel?: readonly number[]
  origin?: Origin | null
  /** Words to look for. */
  q?: string
  tag?: string
  /** First and last day. */
  from?: string
  to?: string
  /** What else an answer must be, e.g. `device: 'mobile'`. */
  where?: Readonly<Record<string, string>>
  /** Only these, at most 200. */
  ids?: readonly string[]
}

/** @param cursor `next` of the answer before; null for the newest. */
export function fetchVoices(query: VoicesQuery, cursor: string | null, signal?: AbortSignal): Promise<VoicesAnswer> {
  const { project, journey, step, words, feel = [], ids = [], where, ...narrowing } = query
  const search = new URLSearchParams({ journey, words, limit: String(PAGE) })
  if (step !== undefined && step !== null) search.set('step', step)
  const named = { ...where, ...narrowing, feel: feel.join(','), ids: ids.join(','), cursor }
  for (const [name, value] of Object.entries(named)) if (value) search.set(name, value)
  return ask<VoicesAnswer>('GET', `${projectPath(project)}/voices?${search}`, { signal }).then((page) => ({
    ...page,
    voices: page.voices.map(plainVoice),
  }))
}

/** The moment that a voice is from, with everything else that was answered in its visit. */
export function fetchMoment(project: string, id: string, signal?: AbortSignal): Promise<VoiceMoment> {
  const path = `${projectPath(project)}/voices/${encodeURIComponent(id)}`
  return ask<VoiceMoment>('GET', path, { signal }).then((moment) => ({
    ...moment,
    voice: plainVoice(moment.voice),
    path: moment.path.map(plainVoice),
  }))
}

/** What people sent is shown as text and as nothing else: a value that is no string is dropped before it is rendered. */
export function plainVoice(voice: Voice): Voice {
  return {
    ...voice,
    question: plain(voice.question) ?? '',
    comment: plain(voice.comment),
    tags: (voice.tags ?? []).filter((tag) => plain(tag) !== null),
    page: plain(voice.page),
    device: plain(voice.device) as Voice['device'],
    locale: plain(voice.locale),
    release: plain(voice.release),
  }
}

/** Answers fetched at a time. */
export const PAGE = 20
