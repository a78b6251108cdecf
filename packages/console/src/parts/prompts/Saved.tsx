import type { VNode } from 'preact'

import type { Stand } from '../../configure/saver.ts'
import { either } from '../../configure/sentence.ts'
import type { ApiError } from '../../request.ts'

interface Props {
  stand: Stand
  error: ApiError | null
  gaps: string[]
  hasDraft: boolean
}

/** Whether what is typed is kept. Said quietly, and always in the same place. */
export function Saved({ stand, error, gaps, hasDraft }: Props): VNode {
  return (
    <span class={`saved ${stand}`} role="status">
      {stand === 'failed'
        ? `Not saved: ${error?.message ?? 'that did not work.'}`
        : stand === 'gaps'
          ? `Not saved yet: ${either(gaps).replace(' or ', ' and ')} ${gaps.length === 1 ? 'is' : 'are'} missing`
          : stand === 'saved'
            ? hasDraft
              ? 'Saved as a draft'
              : 'Nothing has changed'
            : SAID[stand]}
    </span>
  )
}

const SAID: Record<'waiting' | 'saving' | 'conflict', string> = {
  waiting: 'Saving …',
  saving: 'Saving …',
  conflict: 'Not saved: somebody else changed it',
}
