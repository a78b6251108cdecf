import type { JourneyConfig } from '@attune/protocol'
import type { VNode } from 'preact'

/** A journey's steps as stations on a line; the one that is the goal is filled. */
export function JourneyLine({ journey }: { journey: JourneyConfig }): VNode {
  return (
    <ol class="journey-line">
      {journey.steps.map((step) => (
        <li key={step.id} class={step.id === journey.goal ? 'goal' : ''}>
          {step.name}
          {step.id === journey.goal && <span class="unseen"> (the goal)</span>}
        </li>
      ))}
    </ol>
  )
}
