import type { Driver } from '@attune/protocol'
import type { VNode } from 'preact'

interface Props {
  step: Pick<Driver, 'step' | 'name'>
  /** The address of a step's answers. */
  hrefFor: (step: string) => string
}

/** A step, which opens into what people answered there. */
export function StepLink({ step, hrefFor }: Props): VNode {
  return <a href={hrefFor(step.step)}>{step.name}</a>
}
