import type { VNode } from 'preact'

import { dayOf } from '../../days.ts'
import { hrefOf } from '../../route.ts'
import { dayRange } from '../../when.ts'

interface Props {
  at: { project: string; journey: string }
  search: URLSearchParams
}

/** Which days, and on which device. */
export function DoingChoice({ at, search }: Props): VNode {
  const hrefFor = (change: Record<string, string | null>): string => {
    const next = new URLSearchParams(search)
    for (const [name, value] of Object.entries(change)) {
      if (value === null) next.delete(name)
      else next.set(name, value)
    }
    return hrefOf({ page: 'analyse', ...at, view: 'doing', search: next.size === 0 ? '' : `?${next}` })
  }
  const from = search.has('from') ? (dayOf(search.get('from')) ?? '') : null
  const to = dayOf(search.get('to'))
  const device = search.get('where')
  return (
    <div class="doing-choice">
      <p class="filters" role="group" aria-label="Which days">
        <Pill href={hrefFor({ from: null, to: null })} isCurrent={from === null}>
          8 weeks
        </Pill>
        <Pill href={hrefFor({ from: ALL, to: null })} isCurrent={from === ALL}>
          All days
        </Pill>
        {from !== null && from !== '' && from !== ALL && (
          <Pill href={hrefFor({})} isCurrent>
            {to === null ? `From ${dayRange(from, from)}` : dayRange(from, to)}
          </Pill>
        )}
      </p>
      <p class="filters" role="group" aria-label="On which device">
        <Pill href={hrefFor({ where: null })} isCurrent={device === null}>
          All devices
        </Pill>
        {DEVICES.map(([id, name]) => (
          <Pill key={id} href={hrefFor({ where: `device:${id}` })} isCurrent={device === `device:${id}`}>
            {name}
          </Pill>
        ))}
      </p>
    </div>
  )
}

function Pill({ href, isCurrent, children }: { href: string; isCurrent: boolean; children: string }): VNode {
  return (
    <a class="pill" href={href} data-replace="" {...(isCurrent && { 'aria-current': 'true' as const })}>
      {children}
    </a>
  )
}

/** Before anything was ever counted: all there is. */
export const ALL = '1900-01-01'
const DEVICES = [
  ['desktop', 'Desktop'],
  ['mobile', 'Phone'],
  ['tablet', 'Tablet'],
] as const
