import type { KeyItem } from '@attune/protocol'
import type { VNode } from 'preact'

import { dateInWords, timeLeft } from '../when.ts'
import { Confirm } from './Confirm.tsx'

interface Props {
  item: KeyItem
  /** Not for those who may only look, nor for the last one that works. */
  mayEnd: boolean
  onEnd: (hours: number) => Promise<unknown>
}

/** A public key: since when, until when, and its end, with time to change the pages that use it. */
export function KeyRow({ item: { key, created_at: made, expires_at: until }, mayEnd, onEnd }: Props): VNode {
  const now = new Date()
  const end = until === null ? null : new Date(until)
  const isOver = end !== null && end <= now
  return (
    <li class="row">
      <p class="row-name">
        <code>{key}</code>
      </p>
      <p class="row-what hint">
        Made on {dateInWords(new Date(made))}.{' '}
        {end === null ? '' : isOver ? `Ended on ${dateInWords(end)}.` : `Ends ${timeLeft(end, now)}.`}
      </p>
      {mayEnd && !isOver && (
        <div class="row-do key-do">
          {end === null && (
            <Confirm
              label="End in a week"
              name={`End in a week: the key ${key}`}
              what="Pages that still use it report for another week. Change them to another key by then."
              yes="End it in a week"
              onYes={() => onEnd(7 * 24)}
            />
          )}
          <Confirm
            label="End now"
            name={`End now: the key ${key}`}
            what="Pages that still use it report nothing from this second on. What people answer there is lost."
            yes="End it now"
            onYes={() => onEnd(0)}
          />
        </div>
      )}
    </li>
  )
}
