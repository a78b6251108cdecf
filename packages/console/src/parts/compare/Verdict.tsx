import type { CompareVerdict } from '@attune/protocol'
import type { VNode } from 'preact'

import { capital } from './names.ts'

/** Whether people felt better, in one sentence: the loudest thing of the page. */
export function Verdict({ verdict: { outcome, sentence } }: { verdict: CompareVerdict }): VNode {
  const end = sentence.indexOf(': ')
  const [finding, reason] = end < 0 ? [sentence, ''] : [sentence.slice(0, end), sentence.slice(end + 2)]
  return (
    <p class={`verdict ${outcome}`} aria-live="polite">
      <strong>{finding}.</strong> {capital(reason)}
    </p>
  )
}
