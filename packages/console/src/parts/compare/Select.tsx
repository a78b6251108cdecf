import type { VNode } from 'preact'

/** What can be chosen: a value and how it is said. */
export type Options = readonly (readonly [value: string, said: string])[]

interface Props {
  label: string
  /** Whether the label is only heard, as where the sentence around it says the same. */
  isQuiet?: boolean
  value: string
  options: Options
  onChange: (value: string) => void
}

/** One of a few things. What stands in the address and is not among them is offered too, as it is. */
export function Select({ label, isQuiet = false, value, options, onChange }: Props): VNode {
  const isKnown = options.some(([one]) => one === value)
  return (
    <label class="choose">
      <span class={isQuiet ? 'unseen' : 'choose-label'}>{label}</span>
      <select value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {!isKnown && <option value={value}>{value}</option>}
        {options.map(([one, said]) => (
          <option key={one} value={one}>
            {said}
          </option>
        ))}
      </select>
    </label>
  )
}
