import type { AuditItem } from '@attune/protocol'
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'

import { differencesOf } from '../differences.ts'
import { actorOf, deedOf, isWorthOpening } from '../history.ts'
import { placeSaid } from '../place-words.ts'
import { relativeTime } from '../when.ts'

/** Who did what and when, in a sentence; what was and what is, on demand. */
export function HistoryEntry({ entry, now }: { entry: AuditItem; now: Date }): VNode {
  const [isOpen, setOpen] = useState(false)
  const at = new Date(entry.at)
  return (
    <li class="entry">
      <p class="entry-words">
        <strong>{actorOf(entry)}</strong> {deedOf(entry)}
        <time class="hint" dateTime={entry.at} title={FULL.format(at)}>
          {' · '}
          {relativeTime(at, now)}
        </time>
      </p>
      {isWorthOpening(entry) && (
        <details class="as-table" onToggle={({ currentTarget: { open } }) => setOpen(open)}>
          <summary>
            What changed<span class="unseen">: {deedOf(entry)}</span>
          </summary>
          {isOpen && <Differences entry={entry} />}
        </details>
      )}
    </li>
  )
}

function Differences({ entry }: { entry: AuditItem }): VNode {
  const differences = differencesOf(entry)
  if (differences.length === 0) return <p class="hint">Nothing that would show: it was stored as it was.</p>
  return (
    <dl class="differences">
      {differences.map(({ place, before, after }) => (
        <div key={place.join()}>
          <dt>{place.length === 0 ? 'All of it' : placeSaid(place)}</dt>
          <dd>
            {before !== null && (
              <del>
                <span class="unseen">before: </span>
                {before}
              </del>
            )}
            {before !== null && after !== null && <span aria-hidden="true"> → </span>}
            {after !== null && (
              <ins>
                <span class="unseen">after: </span>
                {after}
              </ins>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

const FULL = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short' })
