import type { InvitationItem } from '@attune/protocol'
import type { VNode } from 'preact'

import { wordsOf } from '../roles.ts'
import { relativeTime, timeLeft } from '../when.ts'
import { Confirm } from './Confirm.tsx'
import { Person } from './Person.tsx'

interface Props {
  invitation: InvitationItem
  onWithdraw: () => Promise<unknown>
}

/** Somebody who has been invited and has not come yet. */
export function InvitationRow({ invitation, onWithdraw }: Props): VNode {
  const { email, role, invited_by: by, created_at: made, expires_at: until } = invitation
  const now = new Date()
  return (
    <li class="row">
      <Person name={email}>
        <p class="hint">
          Invited by {by} {relativeTime(new Date(made), now)}
        </p>
      </Person>
      <div class="row-what">
        <span class="role">{wordsOf(role).name}</span>
        <p class="hint">Their link ends {timeLeft(new Date(until), now)}.</p>
      </div>
      <div class="row-do">
        <Confirm
          label="Withdraw"
          name={`Withdraw the invitation of ${email}`}
          what="The link that they were sent opens nothing any more."
          yes="Withdraw it"
          onYes={onWithdraw}
        />
      </div>
    </li>
  )
}
