import type { TargetedSubmitEvent, VNode } from 'preact'
import { useState } from 'preact/hooks'

import { useAction } from '../action.ts'
import { Field } from './Field.tsx'

interface Props {
  name: string
  onChange: (name: string) => Promise<unknown>
}

/** The name that colleagues see. */
export function NameForm({ name, onChange }: Props): VNode {
  const [typed, setTyped] = useState(name)
  const action = useAction()
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    action.run(() => onChange(typed))
  }
  return (
    <form class="narrow" onSubmit={submit}>
      <Field
        name="own-name"
        label="What your colleagues see"
        hint="Beside what you change, and in the list of people. Empty: they see your e-mail."
        autocomplete="name"
        maxLength={100}
        value={typed}
        onInput={setTyped}
        {...(action.problem !== '' && { error: action.problem })}
      />
      <p class="buttons">
        <button type="submit" class="button" disabled={action.isBusy || typed.trim() === name}>
          Change the name
        </button>
      </p>
    </form>
  )
}
