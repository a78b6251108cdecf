import type { TokenItem } from '@attune/protocol'
import type { VNode } from 'preact'

import { SCOPE_WORDS } from '../roles.ts'
import { dateInWords, relativeTime, timeLeft } from '../when.ts'
import { Confirm } from './Confirm.tsx'

/** A token: what it is for, what it may do, until when, and whether anything still uses it. */
export function TokenRow({ token, onRevoke }: { token: TokenItem; onRevoke: () => Promise<unknown> }): VNode {
  const { name, scopes, created_at: made, expires_at: until, last_used_at: used } = token
  const now = new Date()
  const may = SCOPE_WORDS.filter(({ scope }) => scopes.includes(scope)).map((one) => one.name)
  return (
    <li class="row">
      <div>
        <p class="row-name">{name}</p>
        <p class="hint">{may.join(', ')}</p>
      </div>
      <div class="row-what">
        <p>{used === null ? 'Never used' : `Last used ${relativeTime(new Date(used), now)}`}</p>
        <p class="hint">
          Made on {dateInWords(new Date(made))};{' '}
          {until === null ? 'it never ends by itself' : `it ends ${timeLeft(new Date(until), now)}`}
        </p>
      </div>
      <div class="row-do">
        <Confirm
          label="Revoke"
          name={`Revoke ${name}`}
          what="Whatever uses it is turned away from now on. This cannot be undone."
          yes="Revoke it"
          onYes={onRevoke}
        />
      </div>
    </li>
  )
}
