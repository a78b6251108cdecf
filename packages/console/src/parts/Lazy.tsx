import type { ComponentType, VNode } from 'preact'

import { useLoading } from '../hooks.ts'
import { Failure } from './Failure.tsx'
import { Lines } from './Lines.tsx'

interface Props<P> {
  /** Tells one from another; what is fetched is kept by the browser. */
  name: string
  load: () => Promise<ComponentType<P>>
  props: P
}

/** A part of the console that is fetched when somebody goes there, so that whoever only looks does not wait for it. */
export function Lazy<P extends object>({ name, load, props }: Props<P>): VNode | null {
  const part = useLoading(`part ${name}`, load)
  if (part.error !== null) return <Failure error={part.error} onRetry={part.reload} />
  if (part.data === null) return part.isSlow ? <Lines /> : null
  const Part = part.data
  return <Part {...props} />
}
