import type { PromptDocument } from '@attune/protocol'
import { useState } from 'preact/hooks'

import { targeted } from './asking.ts'
import { isSaidByRows, rowsOf, type TraitRow, traitsOf } from './traits.ts'

/** The conditions on traits as they are typed, half-written ones among them. */
export interface TraitRows {
  rows: readonly TraitRow[]
  /** Writes other rows down; those that say something become the prompt's. */
  write: (rows: readonly TraitRow[]) => void
}

/** Rows are what is typed; where the prompt says something else, because theirs was taken or something undone, they follow it. */
export function useTraitRows(prompt: PromptDocument, onChange: (next: PromptDocument) => void): TraitRows {
  const { who: { traits } = {} } = prompt
  const [typed, setTyped] = useState<readonly TraitRow[]>(() => rowsOf(traits))
  const rows = isSaidByRows(typed, traits) ? typed : rowsOf(traits)
  return {
    rows,
    write: (next) => {
      setTyped(next)
      onChange(targeted(prompt, 'traits', traitsOf(next)))
    },
  }
}
