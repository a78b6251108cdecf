import type { VNode } from 'preact'

import { usePage } from '../../hooks.ts'
import type { AnalysisProps } from './Analyse.tsx'

/** TODO: what this page shows. */
export function ReportPage({ journey }: AnalysisProps): VNode {
  const heading = usePage(`Report, ${journey.name}`)
  return (
    <header class="page-head">
      <h1 ref={heading} tabIndex={-1}>
        Report
      </h1>
    </header>
  )
}
