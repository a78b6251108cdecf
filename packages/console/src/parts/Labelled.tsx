import type { ComponentChildren, VNode } from 'preact'

interface Props {
  /** The id of what is typed into. */
  name: string
  label: ComponentChildren
  /** What to know before typing. */
  hint?: ComponentChildren
  /** What is wrong with what was typed, and the way out. */
  error?: string | undefined
  children: ComponentChildren
}

/** What stands around a field: its label, what to know before, and what is wrong. */
export function Labelled({ name, label, hint, error, children }: Props): VNode {
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
      {children}
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
