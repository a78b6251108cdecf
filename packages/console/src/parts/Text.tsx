import type { VNode } from 'preact'
import { useId } from 'preact/hooks'

interface Props {
  label: string
  value: string
  onInput: (value: string) => void
  hint?: string
  placeholder?: string
  /** What is wrong with it; absent where nothing is. */
  error?: string
  maxLength?: number
  isLong?: boolean
  lang?: string
  dir?: 'rtl' | 'ltr'
  class?: string
}

/** A field for words, with its label, what helps, and what is wrong. */
export function Text({ label, value, onInput, hint, error, isLong, maxLength = 120, ...rest }: Props): VNode {
  const id = useId()
  const told = [error === undefined ? [] : [`${id}-error`], hint === undefined ? [] : [`${id}-hint`]].flat().join(' ')
  const field = {
    id,
    value,
    maxLength,
    ...rest,
    ...(told !== '' && { 'aria-describedby': told }),
    ...(error !== undefined && { 'aria-invalid': true }),
  }
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {isLong === true ? (
        <textarea rows={2} {...field} onInput={(event) => onInput(event.currentTarget.value)} />
      ) : (
        <input type="text" {...field} onInput={(event) => onInput(event.currentTarget.value)} />
      )}
      {error !== undefined && (
        <p class="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}
