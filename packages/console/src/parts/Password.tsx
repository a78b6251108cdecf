import type { ComponentChildren, VNode } from 'preact'
import { useState } from 'preact/hooks'

import { describedBy, Labelled } from './Labelled.tsx'

interface Props {
  name: string
  label: string
  hint?: ComponentChildren
  error?: string | undefined
  /** `new-password` lets the browser propose one. */
  autocomplete: 'current-password' | 'new-password'
}

/** A password, which can be looked at while it is typed: better than typing it twice. */
export function Password({ name, label, hint, error, autocomplete }: Props): VNode {
  const [isShown, setShown] = useState(false)
  const input = {
    id: name,
    name,
    autocomplete,
    autocapitalize: 'off' as const,
    spellcheck: false,
    ...describedBy(name, hint !== undefined, error !== undefined),
  }
  return (
    <Labelled name={name} label={label} hint={hint} error={error}>
      <div class="password">
        {isShown ? <input type="text" {...input} /> : <input type="password" {...input} />}
        <button
          type="button"
          class="link"
          aria-label={`${isShown ? 'Hide' : 'Show'}: ${label}`}
          onClick={() => setShown(!isShown)}
        >
          {isShown ? 'Hide' : 'Show'}
        </button>
      </div>
    </Labelled>
  )
}
