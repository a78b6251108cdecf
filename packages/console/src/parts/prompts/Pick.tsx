import type { VNode } from 'preact'

interface PickProps<T extends string> {
  label: string
  value: T
  options: readonly (readonly [T, string])[]
  onChange: (value: T) => void
}

/** A word of a sentence that can be another. */
export function Pick<T extends string>({ label, value, options, onChange }: PickProps<T>): VNode {
  return (
    <select aria-label={label} value={value} onChange={(event) => onChange(event.currentTarget.value as T)}>
      {options.map(([one, said]) => (
        <option key={one} value={one}>
          {said}
        </option>
      ))}
    </select>
  )
}

interface NumeralProps {
  label: string
  value: number
  min?: number
  max: number
  onChange: (value: number) => void
}

/** A number in a sentence. While it is empty, what stood there holds. */
export function Numeral({ label, value, min = 1, max, onChange }: NumeralProps): VNode {
  return (
    <input
      type="number"
      class="numeral"
      aria-label={label}
      min={min}
      max={max}
      value={value}
      onInput={({ currentTarget: { value: typed } }) => {
        const n = Math.round(Number(typed))
        if (typed !== '' && n >= min) onChange(Math.min(max, n))
      }}
      onBlur={({ currentTarget }) => {
        currentTarget.value = String(value)
      }}
    />
  )
}
