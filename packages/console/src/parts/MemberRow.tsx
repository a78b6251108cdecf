import type { MemberItem, Role } from '@attune/protocol'
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'

import { useAction } from '../action.ts'
import { nameOf, ROLES, wordsOf } from '../roles.ts'
import { Confirm } from './Confirm.tsx'
import { Person } from './Person.tsx'

interface Props {
  member: MemberItem
  /** Whether it is who looks. */
  isMe: boolean
  /** Whether who looks decides about roles here. */
  mayManage: boolean
  /** The only owner: stays one. */
  isLastOwner: boolean
  onRole: (role: Role) => Promise<unknown>
  onRemove: () => Promise<unknown>
}

/** A member of a project: who, as what, and what can be done about it. */
export function MemberRow({ member, isMe, mayManage, isLastOwner, onRole, onRemove }: Props): VNode {
  const [wanted, setWanted] = useState<Role | null>(null)
  const name = nameOf(member)
  const { name: roleName } = wordsOf(member.role)
  const isFree = mayManage && !isLastOwner
  return (
    <li class="row">
      <Person name={name} {...(isMe ? { mark: 'you' } : {})}>
        {name !== member.email && <p class="hint">{member.email}</p>}
      </Person>
      <div class="row-what">
        {isFree ? (
          <select
            aria-label={`Role of ${name}`}
            value={wanted ?? member.role}
            onChange={({ currentTarget: { value } }) => setWanted(value === member.role ? null : (value as Role))}
          >
            {ROLES.map((one) => (
              <option key={one.role} value={one.role}>
                {one.name}
              </option>
            ))}
          </select>
        ) : (
          <span class="role">{roleName}</span>
        )}
        {isLastOwner && mayManage && (
          <p class="hint">
            The only owner, and a project is never without one. To change this, make somebody else an owner first.
          </p>
        )}
      </div>
      <div class="row-do">
        {isMe && !isLastOwner && (
          <Confirm
            label="Leave"
            name="Leave this project"
            what="You can see nothing of this project any more, until an owner invites you again."
            yes="Leave the project"
            keep="Stay"
            onYes={onRemove}
          />
        )}
        {!isMe && isFree && (
          <Confirm
            label="Remove"
            name={`Remove ${name}`}
            what={`${name} loses access at once. What they made stays.`}
            yes="Remove"
            onYes={onRemove}
          />
        )}
      </div>
      {wanted !== null && (
        <RoleChange
          member={member}
          wanted={wanted}
          isMe={isMe}
          onYes={() => onRole(wanted).then(() => setWanted(null))}
          onKeep={() => setWanted(null)}
        />
      )}
    </li>
  )
}

interface ChangeProps {
  member: MemberItem
  wanted: Role
  isMe: boolean
  onYes: () => Promise<unknown>
  onKeep: () => void
}

/** A role is changed on purpose: arrow keys in a closed list would otherwise do it on the way. */
function RoleChange({ member, wanted, isMe, onYes, onKeep }: ChangeProps): VNode {
  const action = useAction()
  const { one, may } = wordsOf(wanted)
  const who = isMe ? 'You become' : `${nameOf(member)} becomes`
  const warning = isMe && member.role === 'owner' ? ' You cannot undo this yourself.' : ''
  return (
    <div class="asking row-wide" role="group" aria-label={`Change the role of ${nameOf(member)}`}>
      <p>
        <strong>
          {who} {one}.
        </strong>{' '}
        {isMe ? 'You' : 'They'} may {may}.{warning}
      </p>
      <p class="field-error" role="alert">
        {action.problem}
      </p>
      <p class="buttons">
        <button type="button" class="button" disabled={action.isBusy} onClick={() => action.run(onYes)}>
          Change the role
        </button>
        <button type="button" class="link" onClick={onKeep}>
          Keep {wordsOf(member.role).name.toLowerCase()}
        </button>
      </p>
    </div>
  )
}
