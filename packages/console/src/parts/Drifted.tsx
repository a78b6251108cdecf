import type { VNode } from 'preact'

import type { DriftAsked } from '../drift.ts'
import { useLoading } from '../hooks.ts'
import { shortDay } from '../when.ts'

interface Props {
  asked: DriftAsked
  name: string
  /** The step's trend, which says what changed and against what it is held. */
  href: string
}

/** Since when a step has felt lastingly other, once that is known; nobody waits for it, and what cannot be known is not missed. */
export function Drifted({ asked, name, href }: Props): VNode | null {
  const drift = useLoading(`drift ${JSON.stringify(asked)}`, async (signal) =>
    (await import('../drift.ts')).findDrift(asked, signal),
  )
  if (drift.data === null) return null
  const { direction, since } = drift.data
  const said = `${direction} since ${shortDay(since).replace(' ', '\u00a0')}`
  return (
    <a class="drifted" href={href} aria-label={`${said}, lastingly, at ${name}`}>
      <span aria-hidden="true">{direction === 'worse' ? '↓' : '↑'}</span> {said}
    </a>
  )
}
