import type { Driver } from '@attune/protocol'
import type { VNode } from 'preact'

import { count } from '../../words.ts'
import { Intervals } from '../charts/Intervals.tsx'
import { StepLink } from './StepLink.tsx'
import { burden, type OutcomeWords, people, share } from './words.ts'

interface Props {
  /** The dearest first. */
  steps: readonly Driver[]
  words: OutcomeWords
  /** The days and the people that it is made of. */
  made: string
  /** The address of a step's answers. */
  hrefFor: (step: string) => string
}

/** What bad moments go with: how often they come, times how much worse the outcome is after them. */
export function Costs({ steps, words, made, hrefFor }: Props): VNode | null {
  const rows = steps.filter(({ cost_shrunk, tier }) => cost_shrunk !== null && tier !== 'too_early')
  const [dearest] = rows
  if (dearest === undefined) return null
  const low = Math.max(...rows.map(({ cost_shrunk_high }) => cost_shrunk_high ?? 0))
  const high = Math.min(...rows.map(({ cost_shrunk_low }) => cost_shrunk_low ?? 0))
  return (
    <section aria-labelledby="cost">
      <h2 id="cost">What bad moments go with</h2>
      <p class="plain">{sentence(dearest, words)}.</p>
      <Intervals
        title={`Points of ${words.net}`}
        hint="How many points everybody’s outcome is lower beside those who did not feel bad here: how often bad moments come, times how much worse it ends after them. The dearest first: it makes a list of what to look at."
        made={made}
        spoken={rows.map((row) => sentence(row, words)).join('. ')}
        rows={rows.map((row) => ({
          name: row.name,
          // What is dear pulls down: to the left.
          value: -(row.cost_shrunk ?? 0),
          low: -(row.cost_shrunk_high ?? 0),
          high: -(row.cost_shrunk_low ?? 0),
          note: `${share(row.bad ?? 0)} felt bad`,
        }))}
        domain={[-Math.ceil(Math.max(0.05, low) * 20) / 20, Math.ceil(Math.max(0.05, -high) * 20) / 20]}
        zero={0}
        ends={['ends worse', 'ends better']}
        format={(value) => burden(-value)}
        table={{
          columns: ['Step', 'People', 'Felt bad', 'Bad moments go with', '95\u202f% interval', 'As counted'],
          rows: rows.map((row) => [
            <StepLink key="step" step={row} hrefFor={hrefFor} />,
            count(row.n),
            share(row.bad ?? 0),
            burden(row.cost_shrunk ?? 0),
            `${burden(row.cost_shrunk_high ?? 0)} to ${burden(row.cost_shrunk_low ?? 0)}`,
            burden(row.cost ?? 0),
          ]),
        }}
      />
    </section>
  )
}

function sentence(
  { name, n, cost_shrunk, cost_shrunk_low, cost_shrunk_high, bad }: Driver,
  words: OutcomeWords,
): string {
  const between = `${burden(cost_shrunk_high ?? 0)} and ${burden(cost_shrunk_low ?? 0)}`
  return `${share(bad ?? 0)} of ${people(n)} felt bad at ${name}. That goes with ${burden(cost_shrunk ?? 0)} points of ${words.net}, 19 times in 20 between ${between}`
}
