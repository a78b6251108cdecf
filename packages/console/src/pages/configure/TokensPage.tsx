import type { VNode } from 'preact'

import { usePage } from '../../hooks.ts'
import type { SectionProps } from './Configure.tsx'

export function TokensPage({ project }: SectionProps): VNode {
  const heading = usePage(`Tokens of ${project.name}`)
  return (
    <h1 ref={heading} tabIndex={-1}>
      Tokens
    </h1>
  )
}
