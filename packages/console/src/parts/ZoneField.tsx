import type { ComponentChildren, VNode } from 'preact'

import { zoneInWords } from '../words.ts'
import { describedBy } from './Labelled.tsx'

interface Props {
  zone: string
  zones: readonly string[]
  hint: ComponentChildren
  error?: string | undefined
  onChange: (zone: string) => void
}

/** A time zone, found by typing a part of its name. */
export function ZoneField({ zone, zones, hint, error, onChange }: Props): VNode {
  return (
    <div class="field">
      <label for="zone">Time zone</label>
      <p class="hint" id="zone-hint">
        {hint}
      </p>
      {error !== undefined && (
        <p class="field-error" id="zone-error">
          {error}
        </p>
      )}
      <input
        id="zone"
        name="zone"
        type="text"
        list="zones"
        value={zoneInWords(zone)}
        autocomplete="off"
        onInput={({ currentTarget: { value } }) => onChange(value.trim().replaceAll(' ', '_'))}
        {...describedBy('zone', true, error !== undefined)}
      />
      <datalist id="zones">
        {zones.map((one) => (
          <option key={one} value={zoneInWords(one)} />
        ))}
      </datalist>
    </div>
  )
}
