import type { CompareAnswer } from '@attune/protocol'
import type { VNode } from 'preact'

import { conditionSentence } from './condition-words.ts'

/** What a verdict rests on: what is met, what is not, and what cannot be known, each with its figures. */
export function Conditions({ answer }: { answer: CompareAnswer }): VNode {
  const shown = answer.conditions.map((condition) => ({ ...condition, said: conditionSentence(answer, condition) }))
  return (
    <ul class="conditions">
      {shown
        .filter(({ said }) => said !== null)
        .map(({ id, met, said }) => (
          <li key={id} class={met === null ? 'unknown' : met ? 'met' : 'unmet'}>
            <Mark met={met} />
            <span>
              <span class="unseen">{met === null ? 'Not known: ' : met ? 'Met: ' : 'Not met: '}</span>
              {said}
            </span>
          </li>
        ))}
    </ul>
  )
}

/** A tick in a full circle, a stroke in a hollow one, dots for what nobody knows: told apart without any colour. */
function Mark({ met }: { met: boolean | null }): VNode {
  return (
    <svg class="condition-mark" width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
      <circle cx="10" cy="10" r="8.5" />
      <path d={met === null ? 'M6 10h.01M10 10h.01M14 10h.01' : met ? 'M6 10.5l3 3 5-6.5' : 'M6.5 10h7'} />
    </svg>
  )
}
