import type { ComponentChildren, VNode } from 'preact'
import { useId, useState } from 'preact/hooks'

interface DeedProps {
  label: string
  button: string
  initial: string
  isBusy: boolean
  options?: readonly string[]
  /** @returns why it cannot be done; anything else: it is being done. */
  onDo: (typed: string) => unknown
}

/** One thing to type, and a button that does something with it. */
export function Deed({ label, button, initial, isBusy, options = [], onDo }: DeedProps): VNode {
  const [typed, setTyped] = useState(initial)
  const [problem, setProblem] = useState('')
  const list = useId()
  const submit = (event: Event): void => {
    event.preventDefault()
    if (typed.trim() === '') return
    const said = onDo(typed.trim())
    setProblem(typeof said === 'string' ? said : '')
  }
  return (
    <DeedForm label={label} onSubmit={submit} problem={problem}>
      {(id) => (
        <>
          <input
            id={id}
            list={options.length > 0 ? list : ''}
            maxLength={80}
            value={typed}
            autocomplete="off"
            onInput={({ currentTarget: { value } }) => setTyped(value)}
          />
          {options.length > 0 && (
            <datalist id={list}>
              {options.map((option) => (
                <option key={option} value={option} />
              ))}
            </datalist>
          )}
          <button type="submit" class="button quiet" disabled={isBusy}>
            {button}
          </button>
        </>
      )}
    </DeedForm>
  )
}

interface DeedFormProps {
  label: string
  problem: string
  onSubmit: (event: Event) => void
  children: (id: string) => ComponentChildren
}

/** A label, what is filled in, and why it cannot be done. */
export function DeedForm({ label, problem, onSubmit, children }: DeedFormProps): VNode {
  const id = useId()
  return (
    <form class="deed" onSubmit={onSubmit}>
      <label for={id}>{label}</label>
      <span class="deed-do">{children(id)}</span>
      <p class="field-error" role="alert">
        {problem}
      </p>
    </form>
  )
}
