import type { VNode } from 'preact'

interface Props {
  /** What has just happened; null: nothing that could be taken back. */
  said: string | null
  onUndo: () => void
}

/** Says what has just happened and takes it back. It stays until the next thing happens: nobody has to be quick. */
export function Undo({ said, onUndo }: Props): VNode {
  return (
    <div class="undo" role="status">
      {said !== null && (
        <p>
          {said}{' '}
          <button type="button" class="link" onClick={onUndo}>
            Undo
          </button>
        </p>
      )}
    </div>
  )
}
