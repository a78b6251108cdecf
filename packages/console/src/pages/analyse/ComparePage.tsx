import type { VNode } from 'preact'

import { usePage } from '../../hooks.ts'
import type { AnalysisProps } from './Analyse.tsx'

/** TODO: what this page shows. */
export function ComparePage({ journey }: AnalysisProps): VNode {
  const heading = usePage(`Did it get better?, ${journey.name}`)
  return (
    <header class="page-head">
      <h1 ref={heading} tabIndex={-1}>
        Did it get better?
      </h1>
    </header>
  )
}
