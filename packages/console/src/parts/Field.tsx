import type { ComponentChildren, VNode } from 'preact'

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
    <div class="field">
      <label for={name}>{label}</label>
      {hint !== undefined && (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {error !== undefined && (
        <p class="field-error" id={`${name}-error`}>
          {error}
        </p>
      )}
      {type === 'email' ? <input type="email" {...input} /> : <input type="text" {...input} />}
    </div>
  )
}

/** What ties an input to its hint and its error. */
export function describedBy(
  name: string,
  hasHint: boolean,
  hasError: boolean,
): { 'aria-describedby'?: string; 'aria-invalid'?: true } {
  const ids = [hasHint ? `${name}-hint` : '', hasError ? `${name}-error` : ''].filter(Boolean).join(' ')
  return { ...(ids === '' ? {} : { 'aria-describedby': ids }), ...(hasError ? { 'aria-invalid': true as const } : {}) }
}
