import type { Origin, Voice, VoicesAnswer } from '@attune/protocol'

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
  /** Only these, at most 200. */
  ids?: readonly string[]
}

/** @param cursor `next` of the answer before; null for the newest. */
export function fetchVoices(query: VoicesQuery, cursor: string | null, signal?: AbortSignal): Promise<VoicesAnswer> {
  const { project, journey, step, words, feel = [], origin, ids } = query
  const search = new URLSearchParams({ journey, words, limit: String(PAGE) })
  if (step !== undefined && step !== null) search.set('step', step)
  if (feel.length > 0) search.set('feel', feel.join(','))
  if (origin) search.set('origin', origin)
  if (ids) search.set('ids', ids.join(','))
  if (cursor !== null) search.set('cursor', cursor)
  return ask<VoicesAnswer>('GET', `${projectPath(project)}/voices?${search}`, { signal }).then((page) => ({
    ...page,
    voices: page.voices.map(plainVoice),
  }))
}

/** What people sent is shown as text and as nothing else: a value that is no string is dropped before it is rendered. */
export function plainVoice(voice: Voice): Voice {
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
