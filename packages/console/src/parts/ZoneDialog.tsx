import type { VNode } from 'preact'

import { zoneInWords } from '../words.ts'
import { Modal } from './Modal.tsx'

interface Props {
  from: string
  to: string
  onYes: () => void
  onClose: () => void
}

/** Says what comes of another time zone before it is stored. */
export function ZoneDialog({ from, to, onYes, onClose }: Props): VNode {
  return (
    <Modal title={`Count days in ${zoneInWords(to)}?`} onClose={onClose}>
      <p>
        New answers go under the new days at once. Those of before move to them step by step, which takes from a minute
        to hours; numbers by day may be a day off until then. Nothing is lost or counted twice.
      </p>
      <p>
        What was only counted stays under the days of {zoneInWords(from)}: how often steps were entered and prompts
        shown, and how visits ended.
      </p>
      <p class="actions">
        <button type="button" class="button" onClick={onYes}>
          Change the time zone
        </button>
        <button type="button" class="button quiet" onClick={onClose}>
          Leave it as it is
        </button>
      </p>
    </Modal>
  )
}
