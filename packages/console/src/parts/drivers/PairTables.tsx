import type { Driver, DriverOutcome } from '@attune/protocol'
import type { VNode } from 'preact'

import { PairTable } from './PairTable.tsx'
import { StepLink } from './StepLink.tsx'
import { directionSentence, type OutcomeWords, people } from './words.ts'

interface Props {
  steps: readonly Driver[]
  outcome: DriverOutcome | undefined
  words: OutcomeWords
  /** The address of a step's answers, of all scores or of one. */
  hrefFor: (step: string, score?: number) => string
}

/** Everything above is made of these: how many people gave which two scores. */
export function PairTables({ steps, outcome, words, hrefFor }: Props): VNode {
  return (
    <section aria-labelledby="pairs">
      <h2 id="pairs">The people behind it, step by step</h2>
      <ul class="pairs">
        {steps.map((step) => (
          <li key={`${step.step} ${step.prompt}`}>
            {step.table === null ? (
              <p>
                <StepLink step={step} hrefFor={hrefFor} /> <span class="hint">{directionSentence(step, words)}.</span>
              </p>
            ) : (
              <details>
                <summary>
                  <strong>{step.name}</strong> <span class="hint">{people(step.n)}</span>
                </summary>
                <p>{directionSentence(step, words)}.</p>
                <PairTable step={step} table={step.table} outcome={outcome} hrefFor={hrefFor} />
                <p>
                  <a href={hrefFor(step.step)}>What people answered at {step.name}</a>
                </p>
              </details>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
