import type { CompareAnswer } from '@attune/protocol'
import type { VNode } from 'preact'

import { hrefOf } from '../../route.ts'
import { answers } from '../../words.ts'
import { shortRange, sideName } from './names.ts'
import { voicesOf } from './voices-of.ts'

/** From when to when each side is, who is on it, and the way to their answers. */
export function Answers({ answer, search }: { answer: CompareAnswer; search: URLSearchParams }): VNode {
  const { project, journey } = answer
  const voices = (query: string): string => hrefOf({ page: 'analyse', project, journey, view: 'voices', search: query })
  return (
    <ul class="compare-sides">
      {[answer.a, answer.b].map((side) => {
        const n = side.figures?.n ?? 0
        const { from, to } = side.answered ?? side
        return (
          <li key={side.name}>
            <strong>{sideName(answer, side)}</strong>
            <span class="hint">
              {side.answered === null ? shortRange(from, to) : `answered ${shortRange(from, to)}`}
            </span>
            {n > 0 && (
              <a href={voices(voicesOf(answer, side, search))}>
                Read the {answers(n)}
                <span class="unseen"> of {sideName(answer, side)}</span>
              </a>
            )}
          </li>
        )
      })}
      {answer.change !== null && (
        <li>
          <a href={voices(`?${new URLSearchParams({ step: answer.step, contrast: 'date', date: answer.change })}`)}>
            What people speak of since, and did not before
          </a>
        </li>
      )}
    </ul>
  )
}
