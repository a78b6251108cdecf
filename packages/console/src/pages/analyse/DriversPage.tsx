import type { VNode } from 'preact'

import { usePage } from '../../hooks.ts'
import type { AnalysisProps } from './Analyse.tsx'

/** TODO: what this page shows. */
export function DriversPage({ journey }: AnalysisProps): VNode {
  const heading = usePage(`What matters most, ${journey.name}`)
  return (
    <header class="page-head">
      <h1 ref={heading} tabIndex={-1}>
        What matters most
      </h1>
    </header>
  )
}
