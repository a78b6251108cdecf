import type { PromptDocument } from '@attune/protocol'

import { keepable } from './keepable.ts'
import { tongueName, tonguesOf } from './wordings.ts'

/**
 * What has to be said before a draft can be kept at all, as a person reads it; empty where nothing is in the way.
 *
 * Whether it makes sense as a whole the service says, before it is published.
 */
export function gapsOf(prompt: PromptDocument): string[] {
  const { wording, on, depth, afterMs } = keepable(prompt)
  const gaps = tonguesOf(wording)
    .filter((locale) => !wording[locale]?.question.trim())
    .map((locale) => (locale === 'default' ? 'the question' : `the question in ${tongueName(locale)}`))
  if (on === 'scrolled' && !depth) gaps.push('how far people scroll')
  if (on === 'stayed' && !afterMs) gaps.push('how long people stay')
  return gaps
}
