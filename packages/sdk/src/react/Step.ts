import { type ReactNode, useEffect } from 'react'

import { step } from '../index.ts'

export interface StepProps {
  /** As `journey/step`, e.g. `checkout/payment`. */
  name: string
  children?: ReactNode
}

/** Marks what it holds as a step of a journey: see `useStep`. */
export function Step({ name, children }: StepProps): ReactNode {
  useStep(name)
  return children
}

/**
 * Enters a step when the component comes into the page, and when the name changes.
 *
 * Going out of the page says nothing: components go for many reasons, and whether the step was completed or left shows in the
 * step that comes next. Where none does, say `complete` or `fail`.
 *
 * @param name As `journey/step`; nothing is entered while there is none.
 */
export function useStep(name: string | null | undefined): void {
  useEffect(() => {
    if (name) step(name)
  }, [name])
}
