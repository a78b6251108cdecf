import type { VNode } from 'preact'

import { focusOnce } from '../action.ts'
import { keepFocus } from '../keep-focus.ts'

interface Props {
  /** What has just happened; null: nothing that could be taken back. */
  said: string | null
  onUndo: () => void
  /** Takes the focus, where what was pressed has gone with what it took away. */
  takesFocus?: boolean
}

/** Says what has just happened and takes it back. It stays until the next thing happens: nobody has to be quick. */
export function Undo({ said, onUndo, takesFocus = false }: Props): VNode {
  const undo = (): void => {
    keepFocus()
    onUndo()
  }
  return (
    <div class="undo" role="status">
      {said !== null && (
        <p>
          {said}{' '}
          <button type="button" class="link" {...(takesFocus && { ref: focusOnce })} onClick={undo}>
            Undo
          </button>
        </p>
      )}
    </div>
  )
}
