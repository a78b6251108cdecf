import type { KeyItem } from '@attune/protocol'
import type { VNode } from 'preact'

import { useAction } from '../action.ts'
import { KeyRow } from './KeyRow.tsx'
import { ScriptLine } from './ScriptLine.tsx'

interface Props {
  keys: readonly KeyItem[]
  mayChange: boolean
  onAdd: () => Promise<unknown>
  onEnd: (key: string, hours: number) => Promise<unknown>
}

/** The line to paste into pages, and the public keys that such lines carry. */
export function Keys({ keys, mayChange, onAdd, onEnd }: Props): VNode {
  const action = useAction()
  const now = new Date()
  const live = keys.filter(({ expires_at: until }) => until === null || new Date(until) > now)
  const lasting = live.filter(({ expires_at: until }) => until === null)
  const newest = lasting[0] ?? live[0]
  return (
    <section class="part" aria-labelledby="embed">
      <h2 id="embed">The line for your pages</h2>
      <p class="hint">Paste it into every page of a journey. Its key is public: it opens nothing but reporting.</p>
      {newest === undefined ? <p>No key works: make one first.</p> : <ScriptLine publicKey={newest.key} />}
      <h3>Public keys</h3>
      <ul class="rows">
        {keys.map((item) => (
          <KeyRow
            key={item.key}
            item={item}
            mayEnd={mayChange && (item.expires_at !== null || lasting.length > 1)}
            onEnd={(hours) => onEnd(item.key, hours)}
          />
        ))}
      </ul>
      {mayChange && (
        <>
          <p class="hint">
            To change to another key: make one, paste the new line into your pages, and let the old key end in a week.
            {lasting.length < 2 && ' The only key that goes on cannot be ended.'}
          </p>
          <p class="field-error" role="alert">
            {action.problem}
          </p>
          <p class="buttons">
            <button type="button" class="button quiet" disabled={action.isBusy} onClick={() => action.run(onAdd)}>
              Make another key
            </button>
          </p>
        </>
      )}
    </section>
  )
}
