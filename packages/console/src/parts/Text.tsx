import type { VNode } from 'preact'
import { useId } from 'preact/hooks'

import { describedBy, Labelled } from './Labelled.tsx'

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
  const field = {
    id,
    value,
    maxLength,
    ...rest,
    ...describedBy(id, hint !== undefined, error !== undefined),
  }
  return (
    <Labelled name={id} label={label} hint={hint} error={error}>
      {isLong === true ? (
        <textarea rows={2} {...field} onInput={(event) => onInput(event.currentTarget.value)} />
      ) : (
        <input type="text" {...field} onInput={(event) => onInput(event.currentTarget.value)} />
      )}
    </Labelled>
  )
}
