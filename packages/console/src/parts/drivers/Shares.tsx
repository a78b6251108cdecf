import type { Driver, DriversAnswer, DriverWeights } from '@attune/protocol'
import type { VNode } from 'preact'

import { percent } from '../../words.ts'
import { StepLink } from './StepLink.tsx'
import { NO_SHARES, type OutcomeWords, people } from './words.ts'

interface Props {
  answer: Pick<DriversAnswer, 'weights' | 'weights_missing' | 'steps'>
  words: OutcomeWords
  /** The address of a step's answers. */
  hrefFor: (step: string) => string
}

/** What each step adds beside all others, of people who answered every one; or why nobody can say. */
export function Shares({ answer: { weights, weights_missing: missing, steps }, words, hrefFor }: Props): VNode {
  return (
    <section aria-labelledby="shares">
      <h2 id="shares">What each step adds beside the others</h2>
      {weights === null ? (
        <p class="hint">{missing === null ? NO_SHARES.few_steps : NO_SHARES[missing]}</p>
      ) : (
        <SharesTable {...{ weights, steps, words, hrefFor }} />
      )}
    </section>
  )
}

interface TableProps {
  weights: DriverWeights
  steps: readonly Driver[]
  words: OutcomeWords
  hrefFor: (step: string) => string
}

function SharesTable({ weights, steps, words, hrefFor }: TableProps): VNode {
  const shareOf = (one: DriverWeights['steps'][number]): number => one.lmg ?? one.johnson
  const rows = weights.steps.toSorted((a, b) => shareOf(b) - shareOf(a))
  const most = Math.max(...rows.map(shareOf), 0.01)
  const nameOf = (id: string): string => steps.find(({ step }) => step === id)?.name ?? id
  return (
    <>
      <p class="hint">
        Together the steps explain {percent(weights.r2)} of {words.what}, of {people(weights.n)} who answered every one
        (R²). This is how that divides, where each step is given only what it adds beside the others.
      </p>
      <div class="table-scroll" role="region" aria-label="Shares of what the steps explain" tabIndex={0}>
        <table class="shares">
          <thead>
            <tr>
              <th scope="col">Step</th>
              <th scope="col">Share of R²</th>
              <td />
              <th scope="col">Johnson’s weight</th>
              <th scope="col">Which way</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((one) => (
              <tr key={one.step}>
                <th scope="row">
                  <StepLink step={{ step: one.step, name: nameOf(one.step) }} hrefFor={hrefFor} />
                </th>
                <td>{percent(shareOf(one))}</td>
                <td>
                  <svg class="share-bar" viewBox="0 0 96 12" preserveAspectRatio="none" aria-hidden="true">
                    <rect width={(96 * shareOf(one)) / most} height="12" />
                  </svg>
                </td>
                <td>{percent(one.johnson)}</td>
                <td>{one.direction === 'with' ? 'with it' : 'against it'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
