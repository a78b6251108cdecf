import { type FeelFigures, type Scale, SCALES } from '@attune/protocol'
import type { VNode } from 'preact'

import { toneOf } from '../bars.ts'
import { count, percent, scoreName } from '../words.ts'
import { Face } from './Face.tsx'

interface Props {
  feel: FeelFigures
  scale: Scale
  /** The score whose answers are shown; null for all. */
  chosen: number | null
  hrefFor: (score: number | null) => string
}

/** People per score, best first; each row shows the answers that it counts, and pressed again, all of them. */
export function Distribution({ feel, scale, chosen, hrefFor }: Props): VNode {
  const { min, max } = SCALES[scale]
  const scores = Array.from({ length: max - min + 1 }, (_, index) => max - index)
  const most = Math.max(1, ...(feel.scores ?? []))
  return (
    <ul class={`distribution tier-${feel.tier}`} aria-label="Answers by score; choose one to see only those">
      {scores.map((score) => {
        const people = feel.scores?.[score - min] ?? null
        const isChosen = chosen === score
        return (
          <li key={score}>
            <a
              href={hrefFor(isChosen ? null : score)}
              data-replace=""
              {...(isChosen ? { 'aria-current': 'true' } : {})}
            >
              <Face tone={toneOf(score - min, max - min + 1)} size={24} />
              <span class="score-name">{scoreName(score, scale)}</span>
              <svg class="score-bar" preserveAspectRatio="none" viewBox="0 0 100 8" aria-hidden="true">
                {people !== null && (
                  <rect class={`tone-${toneOf(score - min, max - min + 1)}`} width={(people / most) * 100} height="8" />
                )}
              </svg>
              <span class="score-people">
                {people !== null && feel.n > 0 && (
                  <>
                    {count(people)} <span class="hint">{percent(people / feel.n)}</span>
                  </>
                )}
              </span>
            </a>
          </li>
        )
      })}
    </ul>
  )
}
