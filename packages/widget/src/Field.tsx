import type { ComponentChildren } from 'preact'

interface FieldProps {
  /** Unique in the card. */
  id: string
  /** What it asks for. */
  children: ComponentChildren
  value: string
  /** In characters. */
  max: number
  /** Called at every key, with how full the field is; see `roomLeft`. */
  onText: (text: string, room: string) => void
}

/** A few lines for the person's own words. */
export function Field({ id, children, value, max, onText }: FieldProps) {
  return (
    <div class="more">
      <label for={id}>{children}</label>
      <textarea
        id={id}
        dir="auto"
        rows={3}
        maxLength={max}
        aria-describedby={`${id}-left`}
        value={value}
        onInput={({ currentTarget: { value: text } }) => onText(text, roomLeft(text, max))}
      />
      <p id={`${id}-left`} class="small">
        {roomLeft(value, max)}
      </p>
    </div>
  )
}

/** How full a field is, once it is nearly so; in figures, which every language reads. */
export function roomLeft({ length }: string, max: number): string {
  return length < max - NEAR ? '' : `${length} / ${max}`
}

/** In characters. */
const NEAR = 100
