import type { Device, Origin, Privacy, Voice } from '@attune/protocol'

import { isGated } from '../analyse/privacy-gate/sources.ts'
import type { PromptContent } from '../configure/queries.ts'
import { wordsOf } from './wording.ts'

/** An answer with the version of its prompt. */
export interface VoiceRow {
  id: string
  at: Date
  place: string
  journey: string
  step: string
  prompt: string
  version: number
  variant: string
  feel: number
  comment: string | null
  answers: Record<string, string[]> | null
  visit: string | null
  page: string | null
  device: string
  locale: string
  release: string
  traits: Record<string, string> | null
  took_ms: number | null
  origin: Origin
  trust: Voice['trust']
  set_aside: Voice['set_aside']
  tags: string[]
  content: PromptContent | null
}

/** What tells apart people who were told of together, or says who they are. */
const UNTOLD = {
  variant: '',
  visit: null,
  page: null,
  device: '',
  locale: '',
  release: '',
  traits: null,
  took_ms: null,
  trust: 'unverified',
} as const

/** Behind the privacy gate, without what tells apart people who were told of together. */
export function voiceOf(whole: VoiceRow, privacy: Privacy): Voice {
  const row = isGated(privacy) ? { ...whole, ...UNTOLD } : whole
  const { place: _place, content, at, device, locale, release, ...same } = row
  return {
    ...same,
    marks: [],
    at: at.toISOString(),
    ...wordsOf(content, row),
    scale: content?.scale ?? 'faces',
    device: device === '' ? null : (device as Device),
    locale: locale === '' ? null : locale,
    release: release === '' ? null : release,
  }
}
