import type { VNode } from 'preact'

import { hrefOf } from '../../route.ts'
import { count } from '../../words.ts'
import { type ReasonWords, wordsFor } from './reasons.ts'

interface Props {
  project: string
  title: string
  hint: string
  books: Record<string, number>
  words: Record<string, ReasonWords>
  /** What is counted. */
  unit?: 'event' | 'answer'
}

/** How many there were of each reason, most first: what it means, what to do about it, and where. */
export function Reasons({ project, title, hint, books, words, unit = 'event' }: Props): VNode | null {
  const reasons = Object.entries(books).toSorted(([, a], [, b]) => b - a)
  if (reasons.length === 0) return null
  return (
    <section class="delivery-part">
      <h2>{title}</h2>
      <p class="hint">{hint}</p>
      <ul class="reasons">
        {reasons.map(([reason, n]) => {
          const { said, todo, where, isWhole = false } = wordsFor(words, reason)
          return (
            <li key={reason}>
              <p>
                <strong>
                  {count(n)} {unitOf(n, isWhole ? 'delivery' : unit)}
                </strong>{' '}
                {said}
              </p>
              <p class="hint">
                {todo}{' '}
                {where !== undefined && (
                  <a href={hrefOf({ page: 'configure', project, section: where.section, id: null })}>{where.name}</a>
                )}
              </p>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function unitOf(n: number, unit: 'event' | 'answer' | 'delivery'): string {
  if (unit === 'delivery') return n === 1 ? unit : 'deliveries'
  return n === 1 ? unit : `${unit}s`
}
