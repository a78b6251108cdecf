import type { WholeAssociation } from '@attune/protocol'
import type { VNode } from 'preact'

import { closeness, closenessInterval, type OutcomeWords, people } from './words.ts'

interface Props {
  wholes: readonly WholeAssociation[]
  words: OutcomeWords
  /** The address of the same page with this prompt as the outcome. */
  hrefFor: (prompt: string) => string
}

/** What else was asked about the journey as a whole: outcomes themselves, so none is in the order of steps. */
export function Wholes({ wholes, words, hrefFor }: Props): VNode | null {
  const told = wholes.filter(({ rho, tier }) => rho !== null && tier !== 'too_early')
  if (told.length === 0) return null
  return (
    <ul class="plain">
      {told.map((whole) => (
        <li key={whole.prompt}>
          What people said to <a href={hrefFor(whole.prompt)}>“{whole.question}”</a> goes with {words.what}, too:{' '}
          {closeness(whole.rho ?? 0)} ({closenessInterval(whole)}, {people(whole.n)}). It is about the journey as a
          whole, so it has no place among the steps.
        </li>
      ))}
    </ul>
  )
}
