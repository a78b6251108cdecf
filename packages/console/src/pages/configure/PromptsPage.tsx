import type { VNode } from 'preact'

import { usePage } from '../../hooks.ts'
import type { SectionProps } from './Configure.tsx'

export function PromptsPage({ project }: SectionProps): VNode {
  const heading = usePage(`Prompts of ${project.name}`)
  return (
    <h1 ref={heading} tabIndex={-1}>
      Prompts
    </h1>
  )
}
