import type { ComponentChildren, VNode } from 'preact'

import { describedBy, Labelled } from './Labelled.tsx'

interface Props {
  name: string
  label: ComponentChildren
  /** What to know before typing. */
  hint?: ComponentChildren
  /** What is wrong with what was typed, and the way out. */
  error?: string | undefined
  /** Default: what can be any text. */
  type?: 'text' | 'email'
  value?: string
  autocomplete?: string
  maxLength?: number
  readOnly?: boolean
  /** Is told each change, for a form that keeps what is typed. */
  onInput?: (value: string) => void
}

/** One line to type, with its label, what to know before, and what is wrong. */
export function Field({ name, label, hint, error, type = 'text', onInput, ...given }: Props): VNode {
  const input = {
    ...given,
    ...describedBy(name, hint !== undefined, error !== undefined),
    id: name,
    name,
    ...(onInput && {
      onInput: ({ currentTarget }: { currentTarget: HTMLInputElement }): void => onInput(currentTarget.value),
    }),
  }
  return (
    <Labelled name={name} label={label} hint={hint} error={error}>
      {type === 'email' ? <input type="email" {...input} /> : <input type="text" {...input} />}
    </Labelled>
  )
}
