import type { VNode } from 'preact'

import { usePage } from '../../hooks.ts'
import type { AnalysisProps } from './Analyse.tsx'

/** TODO: what this page shows. */
export function DoingPage({ journey }: AnalysisProps): VNode {
  const heading = usePage(`Doing and feeling, ${journey.name}`)
  return (
    <header class="page-head">
      <h1 ref={heading} tabIndex={-1}>
        Doing and feeling
      </h1>
    </header>
  )
}
