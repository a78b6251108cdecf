import type { VNode } from 'preact'
import { useState } from 'preact/hooks'

import { Text } from './Text.tsx'

interface Props {
  label: string
  hint?: string
  value: string[]
  listFrom: (text: string) => string[]
  onChange: (list: string[]) => void
  placeholder?: string
  /** What is wrong with it; absent where nothing is. */
  error?: string
}

/** Several short texts in one field. What is typed stays as it is typed: a comma at the end is no mistake while one types on. */
export function ListField({ label, value, listFrom, onChange, ...rest }: Props): VNode {
  const [text, setText] = useState(value.join(', '))
  const isSame = JSON.stringify(listFrom(text)) === JSON.stringify(value)
  return (
    <Text
      label={label}
      value={isSame ? text : value.join(', ')}
      maxLength={2000}
      {...rest}
      onInput={(next) => {
        setText(next)
        onChange(listFrom(next))
      }}
    />
  )
}
