import type { ComponentChildren, VNode } from 'preact'

interface Choice<T extends string> {
  value: T
  name: string
  /** What it means. */
  may: ComponentChildren
}

interface Props<T extends string> {
  name: string
  legend: string
  hint?: ComponentChildren
  choices: readonly Choice<T>[]
  /** Which of them are chosen: one, or several where `many` is. */
  chosen: readonly T[]
  many?: boolean
  onChange: (chosen: T[]) => void
}

/** A few things to choose from, each with what it means beside it rather than in a manual. */
export function Choices<T extends string>(props: Props<T>): VNode {
  const { name, legend, hint, choices, chosen, many = false, onChange } = props
  const toggled = (value: T): T[] => {
    if (!many) return [value]
    return choices.map((one) => one.value).filter((one) => (one === value) !== chosen.includes(one))
  }
  return (
    <fieldset class="choices">
      <legend>{legend}</legend>
      {hint !== undefined && <p class="hint">{hint}</p>}
      {choices.map(({ value, name: label, may }) => (
        <label key={value} class="choice">
          <input
            type={many ? 'checkbox' : 'radio'}
            name={name}
            value={value}
            checked={chosen.includes(value)}
            onChange={() => onChange(toggled(value))}
          />
          <span>
            <strong>{label}</strong>
            <span class="hint">{may}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
