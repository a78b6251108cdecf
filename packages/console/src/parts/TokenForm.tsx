import type { Scope } from '@attune/protocol'
import type { TargetedSubmitEvent, VNode } from 'preact'
import { useState } from 'preact/hooks'

import type { NewToken } from '../access-api.ts'
import { focusOnce, useAction } from '../action.ts'
import { SCOPE_WORDS } from '../roles.ts'
import { dateInWords } from '../when.ts'
import { Choices } from './Choices.tsx'
import { Field } from './Field.tsx'

interface Props {
  onCreate: (token: NewToken) => Promise<unknown>
  onCancel: () => void
}

/** What a new token is for, what it may do, and until when. */
export function TokenForm({ onCreate, onCancel }: Props): VNode {
  const [scopes, setScopes] = useState<Scope[]>(['read'])
  const [days, setDays] = useState('90')
  const [errors, setErrors] = useState<{ name?: string; scopes?: string }>({})
  const action = useAction()
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const input = event.currentTarget.elements.namedItem('name') as HTMLInputElement
    const name = input.value.trim()
    const faults = {
      ...(name === '' ? { name: 'Say what it is for, so that you know later whether it is still needed.' } : {}),
      ...(scopes.length === 0 ? { scopes: 'Choose at least one: a token that may do nothing is of no use.' } : {}),
    }
    setErrors(faults)
    if (faults.name !== undefined) input.focus()
    if (Object.keys(faults).length > 0) return
    action.run(() => onCreate({ name, scopes, ...(days === '' ? {} : { days: Number(days) }) }))
  }
  return (
    <form class="panel" onSubmit={submit} noValidate aria-labelledby="new-token">
      <h2 id="new-token" ref={focusOnce} tabIndex={-1}>
        Make a token
      </h2>
      <Field
        name="name"
        label="What is it for?"
        hint="For example: nightly export."
        maxLength={100}
        error={errors.name}
      />
      <Choices
        name="scopes"
        legend="What may it do?"
        hint="Each is of its own: none includes another."
        choices={SCOPE_WORDS.map((one) => ({ value: one.scope, name: one.name, may: one.may }))}
        chosen={scopes}
        many
        onChange={setScopes}
      />
      <p class="field-error" role="alert">
        {errors.scopes ?? ''}
      </p>
      <div class="field">
        <label for="days">How long does it last?</label>
        <select id="days" value={days} onChange={({ currentTarget: { value } }) => setDays(value)}>
          {LASTS.map(([value, name]) => (
            <option key={value} value={value}>
              {value === '' ? name : `${name}, until ${dateInWords(new Date(Date.now() + Number(value) * DAY_MS))}`}
            </option>
          ))}
        </select>
      </div>
      <p class="field-error" role="alert">
        {action.problem}
      </p>
      <p class="buttons">
        <button type="submit" class="button" disabled={action.isBusy}>
          Make it
        </button>
        <button type="button" class="link" onClick={onCancel}>
          Cancel
        </button>
      </p>
    </form>
  )
}

const DAY_MS = 86_400_000
const LASTS: readonly [days: string, name: string][] = [
  ['30', '30 days'],
  ['90', '90 days'],
  ['365', 'A year'],
  ['', 'Until somebody revokes it'],
]
