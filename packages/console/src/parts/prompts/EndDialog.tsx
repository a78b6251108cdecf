import type { VNode } from 'preact'

import { Modal } from '../Modal.tsx'

/** Ending is for good, so it is asked once more. */
export function EndDialog({ onClose, onEnd }: { onClose: () => void; onEnd: () => void }): VNode {
  return (
    <Modal title="End this prompt?" onClose={onClose}>
      <p>Nobody is asked any more. Its answers and versions stay. To stop for a while only, pause it.</p>
      <p class="actions">
        <button type="button" class="button" onClick={onEnd}>
          End it
        </button>
        <button type="button" class="button quiet" onClick={onClose}>
          Leave it as it is
        </button>
      </p>
    </Modal>
  )
}
