import type { VNode } from 'preact'

import { usePage } from '../../hooks.ts'
import type { SectionProps } from './Configure.tsx'

export function PeoplePage({ project }: SectionProps): VNode {
  const heading = usePage(`People of ${project.name}`)
  return (
    <h1 ref={heading} tabIndex={-1}>
      People
    </h1>
  )
}
