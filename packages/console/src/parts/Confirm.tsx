import type { VNode } from 'preact'
import { useState } from 'preact/hooks'

import { focusOnce, useAction } from '../action.ts'
import { keepFocus } from '../keep-focus.ts'

interface Props {
  /** What the button says before, e.g. `Remove`. */
  label: string
  /** The same for those who hear the page and not what stands beside it, e.g. `Remove Ada`. */
  name: string
  /** What comes of it, in a sentence. */
  what: string
  /** What the button says that does it. */
  yes: string
  keep?: string
  onYes: () => Promise<unknown>
}

/** A button for what cannot be taken back: says what comes of it first, in the place where it stands. */
export function Confirm({ label, name, what, yes, keep = 'Keep', onYes }: Props): VNode {
  const [state, setState] = useState<'closed' | 'asking' | 'kept'>('closed')
  const action = useAction()
  const go = (): void => {
    keepFocus()
    action.run(onYes)
  }
  if (state !== 'asking') {
    return (
      <button
        type="button"
        class="link"
        aria-label={name}
        {...(state === 'kept' ? { ref: focusOnce } : {})}
        onClick={() => setState('asking')}
      >
        {label}
      </button>
    )
  }
  return (
    <div class="asking" role="group" aria-label={name}>
      <p>{what}</p>
      <p class="field-error" role="alert">
        {action.problem}
      </p>
      <p class="buttons">
        <button type="button" class="button" ref={focusOnce} disabled={action.isBusy} onClick={go}>
          {yes}
        </button>
        <button type="button" class="link" onClick={() => setState('kept')}>
          {keep}
        </button>
      </p>
    </div>
  )
}
