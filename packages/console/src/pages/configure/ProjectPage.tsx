import type { VNode } from 'preact'

import { usePage } from '../../hooks.ts'
import type { SectionProps } from './Configure.tsx'

export function ProjectPage({ project }: SectionProps): VNode {
  const heading = usePage(`Project of ${project.name}`)
  return (
    <h1 ref={heading} tabIndex={-1}>
      Project
    </h1>
  )
}
