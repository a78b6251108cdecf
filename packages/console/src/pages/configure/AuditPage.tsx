import type { VNode } from 'preact'

import { usePage } from '../../hooks.ts'
import type { SectionProps } from './Configure.tsx'

export function AuditPage({ project }: SectionProps): VNode {
  const heading = usePage(`History of ${project.name}`)
  return (
    <h1 ref={heading} tabIndex={-1}>
      History
    </h1>
  )
}
