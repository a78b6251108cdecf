import type { CompareAnswer } from '@attune/protocol'
import type { VNode } from 'preact'

import { sidePhrase } from './names.ts'
import { waysOut } from './ways-out.ts'

interface Props {
  answer: CompareAnswer
  reason: 'wording' | 'scale'
  search: URLSearchParams
  hrefFor: (search: string) => string
}

/** What each side was asked, and the ways to hold only what was asked alike against each other. */
export function NotComparable({ answer, reason, search, hrefFor }: Props): VNode {
  const ways = waysOut(answer, search)
  return (
    <section class="not-comparable">
      <p class="verdict not_comparable" aria-live="polite">
        <strong>These cannot be compared.</strong> {REASONS[reason]}
      </p>
      {ways.length > 0 ? (
        <div>
          <h2>Compare only what was asked alike</h2>
          <ul class="ways-out">
            {ways.map(({ search: narrowed, said }) => (
              <li key={narrowed}>
                <a class="button quiet" href={hrefFor(narrowed)} data-replace="">
                  {said}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ) : (
        <p>Nothing was asked alike on both sides. Choose two sides from after the words were changed.</p>
      )}
      <div class="compare-asked">
        {[answer.a, answer.b].map((side) => (
          <div key={side.name}>
            <h2>Asked {sidePhrase(answer, side)}</h2>
            <ul>
              {side.questions.map(({ prompt, version, variant, question }) => (
                <li key={`${prompt} ${version} ${variant}`}>
                  <span class="words">{question === null ? prompt : <q>{question}</q>}</span>
                  <span class="hint">
                    {prompt}, version {version}
                    {variant !== '' && variant !== '*' && `, variant ${variant}`}
                  </span>
                </li>
              ))}
              {side.questions.length === 0 && <li class="hint">Nothing that anybody answered.</li>}
            </ul>
          </div>
        ))}
      </div>
    </section>
  )
}

const REASONS = {
  wording: 'People were asked in different words, and a difference may be that of the question.',
  scale: 'People answered on different scales, and a 4 of 5 is not a 4 of 10.',
} as const
