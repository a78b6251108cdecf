import type { PromptDocument, Wordings } from '@attune/protocol'

import { keepable } from './keepable.ts'
import { tongueName, tonguesOf } from './wordings.ts'

/**
 * What has to be said before a draft can be kept at all, as a person reads it; empty where nothing is in the way.
 *
 * Whether it makes sense as a whole the service says, before it is published.
 */
export function gapsOf(prompt: PromptDocument): string[] {
  const kept = keepable(prompt)
  const { on, depth, afterMs } = kept
  const gaps = questionGaps(kept.wording)
  for (const { id, wording } of kept.variants ?? [])
    if (wording) gaps.push(...questionGaps(wording).map((gap) => `${gap} of variant ${id.toUpperCase()}`))
  if (on === 'scrolled' && !depth) gaps.push('how far people scroll')
  if (on === 'stayed' && !afterMs) gaps.push('how long people stay')
  return gaps
}

function questionGaps(wording: Wordings): string[] {
  return tonguesOf(wording)
    .filter((locale) => !wording[locale]?.question.trim())
    .map((locale) => (locale === 'default' ? 'the question' : `the question in ${tongueName(locale)}`))
}
