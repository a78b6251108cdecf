import type { VNode } from 'preact'

import { describedBy } from './Labelled.tsx'

interface Props {
  origins: string
  faults: readonly string[]
  onChange: (origins: string) => void
}

/** The origins whose pages may report, one on each line, and what is wrong with a line while it can still be mended. */
export function OriginsField({ origins, faults, onChange }: Props): VNode {
  return (
    <div class="field">
      <label for="origins">Where your pages are, one on each line</label>
      <p class="hint" id="origins-hint">
        For example <code>https://shop.example</code>, or <code>https://*.shop.example</code> for every name below it.
        Empty: any page may report. This keeps copies and test pages out of your figures; it keeps out nobody who means
        harm.
      </p>
      <textarea
        id="origins"
        rows={4}
        spellcheck={false}
        autocapitalize="off"
        value={origins}
        onInput={({ currentTarget: { value } }) => onChange(value)}
        {...describedBy('origins', true, faults.length > 0)}
      />
      <ul id="origins-error" class="field-error" aria-live="polite">
        {faults.map((fault) => (
          <li key={fault}>{fault}</li>
        ))}
      </ul>
    </div>
  )
}
