import type { VNode } from 'preact'

import { focusFirst } from '../../action.ts'
import { listFrom } from '../../configure/asking.ts'
import type { TraitRow as Row } from '../../configure/traits.ts'
import { ListField } from '../ListField.tsx'
import { Text } from '../Text.tsx'

interface Props {
  row: Row
  /** Which trait is wrong, and why. */
  error: string | undefined
  /** Says what a trait is: once is enough. */
  isFirst: boolean
  isFresh: boolean
  onChange: (next: Row) => void
  onRemove: () => void
}

/** A condition on what pages say of people: their plan, a flag, how long they have been customers. */
export function TraitRow({ row, error, isFirst, isFresh, onChange, onRemove }: Props): VNode {
  const said = row.name.trim() || 'a trait'
  return (
    <div class="narrowed" role="group" aria-label={`Condition on ${said}`} {...(isFresh && { ref: focusFirst })}>
      <div>
        <div class="pair">
          <Text
            label="Only people whose"
            placeholder="plan"
            value={row.name}
            maxLength={64}
            {...(error !== undefined && { error })}
            onInput={(name) => onChange({ ...row, name })}
          />
          <ListField
            label="is one of"
            placeholder="pro, team"
            value={row.values}
            listFrom={listFrom}
            onChange={(values) => onChange({ ...row, values })}
          />
        </div>
        {isFirst && (
          <p class="hint">
            Traits are what your pages say of people, as in <code>{EXAMPLE}</code>. Of whom they say nothing, nobody is
            asked.
          </p>
        )}
      </div>
      <button type="button" class="link" onClick={onRemove}>
        Take away<span class="unseen"> the condition on {said}</span>
      </button>
    </div>
  )
}

const EXAMPLE = "attune('set', { plan: 'pro' })"
