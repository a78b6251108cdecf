import type { Voice } from '@attune/protocol'
import type { ComponentChildren, VNode } from 'preact'

/** A person's own words, in the quotation marks of their language, in the direction they were written; what was searched for is marked. */
export function Words({ voice }: { voice: Voice }): VNode {
  const lang = voice.locale !== null && /^[a-z]{2,3}(-[a-z0-9]+)*$/iu.test(voice.locale) ? { lang: voice.locale } : {}
  return (
    <blockquote class="words" dir="auto" {...lang}>
      <q>{markedWords(voice)}</q>
    </blockquote>
  )
}

function markedWords({ comment, marks }: Voice): ComponentChildren {
  if (comment === null || !marks?.length) return comment
  let at = 0
  const parts = marks.flatMap(([start, length]) => {
    const before = comment.slice(at, start)
    at = start + length
    return [before, <mark key={start}>{comment.slice(start, at)}</mark>]
  })
  return [...parts, comment.slice(at)]
}
