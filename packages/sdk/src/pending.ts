import type { Moment, MomentName, PromptConfig } from '@attune/protocol'

import type { Explanation } from './commands.ts'
import type { Noticed } from './when-asking.ts'

/** A prompt that waits for a pause, as it is kept over one page load. */
export interface Pending {
  prompt: string
  version: number
  visit: string
  /** When it is dropped, in milliseconds since 1970. */
  until: number
  /** It was brought along from the page before, and goes no further. */
  isCarried?: boolean
  /** The second of its pair, whose moment has come meanwhile. */
  next?: string
}

/** What waits for a pause or is open. */
export interface Current {
  prompt: PromptConfig
  ask: Pending
  isOpen?: boolean
  /** Ends either. */
  leave: (decision?: Explanation['decision']) => void
}

/** What has happened in this tab, for prompts that ask only after something else. */
export type Noted = Required<MomentName> & { at: number }

/** A prompt's own moment, reached: what is asked again of it is only whether the person may still be asked. */
export const momentOf = ({ on, step, after }: PromptConfig, visit: string): Moment => ({
  type: on,
  step,
  depth: 1,
  ms: Infinity,
  before: after?.moments.map((name) => ({ step, ...name, at: Date.now() })) ?? [],
  visit,
})

export const isNamed = (name: MomentName, { step }: PromptConfig, noticed: Noticed) =>
  name.type === noticed.type && (name.step ?? step) === noticed.step
