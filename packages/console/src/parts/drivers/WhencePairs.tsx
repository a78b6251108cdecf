import type { DriverOutcome } from '@attune/protocol'
import type { VNode } from 'preact'

import { hrefOf } from '../../route.ts'

interface Props {
  project: string
  outcome: DriverOutcome | undefined
  /** There are too few to be sure. */
  isEarly: boolean
}

/** Where pairs come from: each sampled as one; or by chance, and how to get more of them. */
export function WhencePairs({ project, outcome, isEarly }: Props): VNode | null {
  const { prompt = null, step = '', pair_with: steps = [] } = outcome ?? {}
  if (prompt === null) return null
  const href = hrefOf({ page: 'configure', project, section: 'prompts', id: prompt })
  if (steps.length > 0) {
    return (
      <p class="hint">
        Sampled in pairs: <a href={href}>this prompt</a> is asked of whoever has just answered at{' '}
        {steps.length === 1 ? 'a step' : `one of ${steps.length} steps, drawn by chance`}, as one interruption.
      </p>
    )
  }
  // What is asked about the journey as a whole is asked at no step, and follows on none.
  if (!isEarly || step === '') return null
  return (
    <p class="hint">
      Pairs come soonest where the same person is asked at one step, drawn by chance, and then this:{' '}
      <a href={href}>set it at the prompt</a>, under “Together with a step before it”.
    </p>
  )
}
