import type { VNode } from 'preact'

import { usePage } from '../../hooks.ts'
import type { SectionProps } from './Configure.tsx'

export function RespectPage({ project }: SectionProps): VNode {
  const heading = usePage(`Respect of ${project.name}`)
  return (
    <h1 ref={heading} tabIndex={-1}>
      Respect
    </h1>
  )
}
