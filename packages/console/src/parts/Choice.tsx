import type { VNode } from 'preact'
import { useId } from 'preact/hooks'

interface Props<T extends string> {
  /** What is chosen, for those who hear it. */
  name: string
  value: T
  options: Record<T, string>
  onChange: (value: T) => void
}

/** A few things of which one is chosen, side by side: radio buttons, so that arrow keys work. */
export function Choice<T extends string>({ name, value, options, onChange }: Props<T>): VNode {
  const group = useId()
  return (
    <fieldset class="segments">
      <legend class="unseen">{name}</legend>
      {Object.entries<string>(options).map(([option, said]) => (
        <label key={option}>
          <input type="radio" name={group} checked={option === value} onChange={() => onChange(option as T)} />
          <span>{said}</span>
        </label>
      ))}
    </fieldset>
  )
}
