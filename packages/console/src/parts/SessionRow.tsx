import type { SessionItem } from '@attune/protocol'
import type { VNode } from 'preact'

import { dateInWords, relativeTime } from '../when.ts'
import { Confirm } from './Confirm.tsx'

/** A browser that somebody is signed in with. */
export function SessionRow({ session, onEnd }: { session: SessionItem; onEnd: () => Promise<unknown> }): VNode {
  const { browser, created_at: since, seen_at: seen, is_this: isThis } = session
  const name = browser === '' ? 'A browser that does not say its name' : browser
  return (
    <li class="row">
      <p class="row-name">
        {name}
        {isThis && <span class="mark">this one</span>}
      </p>
      <p class="row-what hint">
        {isThis ? 'In use now' : `Last used ${relativeTime(new Date(seen), new Date())}`}, signed in on{' '}
        {dateInWords(new Date(since))}
      </p>
      <div class="row-do">
        {!isThis && (
          <Confirm
            label="End"
            name={`End the session of ${name}`}
            what="Whoever uses it has to sign in again."
            yes="End it"
            onYes={onEnd}
          />
        )}
      </div>
    </li>
  )
}
