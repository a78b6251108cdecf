import type { Role } from '@attune/protocol'
import type { TargetedSubmitEvent, VNode } from 'preact'
import { useState } from 'preact/hooks'

import { focusOnce, useAction } from '../action.ts'
import { ROLES } from '../roles.ts'
import { Choices } from './Choices.tsx'
import { Field } from './Field.tsx'

interface Props {
  onInvite: (email: string, role: Role) => Promise<unknown>
  onCancel: () => void
}

/** Whom to invite, and as what. */
export function InviteForm({ onInvite, onCancel }: Props): VNode {
  const [role, setRole] = useState<Role>('editor')
  const [error, setError] = useState<string>()
  const action = useAction()
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const input = event.currentTarget.elements.namedItem('email') as HTMLInputElement
    const email = input.value.trim()
    if (!/^[^\s@]+@[^\s@]+$/u.test(email)) {
      setError('Enter an e-mail address, like name@example.com.')
      input.focus()
      return
    }
    setError(undefined)
    action.run(() => onInvite(email, role))
  }
  return (
    <form class="panel" onSubmit={submit} noValidate aria-labelledby="invite">
      <h2 id="invite" ref={focusOnce} tabIndex={-1}>
        Invite somebody
      </h2>
      <Field
        name="email"
        label="Their e-mail"
        hint="They will sign in with it. Attune sends no e-mail itself: you get a link to send to them."
        type="email"
        autocomplete="off"
        error={error}
      />
      <Choices
        name="role"
        legend="What may they do?"
        choices={ROLES.map((one) => ({ value: one.role, name: one.name, may: `May ${one.may}.` }))}
        chosen={[role]}
        onChange={([chosen]) => chosen !== undefined && setRole(chosen)}
      />
      <p class="field-error" role="alert">
        {action.problem}
      </p>
      <p class="buttons">
        <button type="submit" class="button" disabled={action.isBusy}>
          Make the link
        </button>
        <button type="button" class="link" onClick={onCancel}>
          Cancel
        </button>
      </p>
    </form>
  )
}
