import type { VNode } from 'preact'

import { count } from '../../words.ts'

/** People on one side of a contrast: how many spoke of a theme, of how many who wrote. */
export interface Counted {
  /** Chooses the colour. */
  side: 'bad' | 'good' | 'own' | 'other'
  people: number
  of: number
  /** As it goes on after the number, e.g. `who felt bad`. */
  who: string
}

/**
 * How many people speak of a theme, here and on the other side: two lengths from one zero, with their numbers.
 *
 * @param most The greatest share of any theme beside it, so that themes compare at a glance.
 */
export function ThemePicture({ own, other, most }: Record<'own' | 'other', Counted> & { most: number }): VNode {
  return (
    <dl class="theme-picture">
      {[own, other].map(({ side, people, of, who }) => (
        <div key={side}>
          <dt>
            <svg class="theme-bar" preserveAspectRatio="none" viewBox="0 0 100 8" aria-hidden="true">
              {people > 0 ? (
                <rect class={`side-${side}`} width={Math.max(1, (100 * people) / of / most)} height="8" />
              ) : (
                <path class="none" d="M0.5 0V8" />
              )}
            </svg>
          </dt>
          <dd>
            <strong>{count(people)}</strong> of {count(of)} {who}
          </dd>
        </div>
      ))}
    </dl>
  )
}
