import type { Voice } from '@attune/protocol'
import type { VNode } from 'preact'

/** A person's own words, in the quotation marks of their language, in the direction they were written. */
export function Words({ voice }: { voice: Voice }): VNode {
  const lang = voice.locale !== null && /^[a-z]{2,3}(-[a-z0-9]+)*$/iu.test(voice.locale) ? { lang: voice.locale } : {}
  return (
    <blockquote class="words" dir="auto" {...lang}>
      <q>{voice.comment}</q>
    </blockquote>
  )
}
