import type { VNode } from 'preact'

import { usePage } from '../../hooks.ts'
import type { SectionProps } from './Configure.tsx'

export function JourneysPage({ project }: SectionProps): VNode {
  const heading = usePage(`Journeys of ${project.name}`)
  return (
    <h1 ref={heading} tabIndex={-1}>
      Journeys
    </h1>
  )
}
