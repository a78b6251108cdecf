import type { WeightsMissing } from '@attune/protocol'

import { MIN_RANKED } from './associate.ts'
import type { OutcomePrompt } from './items.ts'

interface Noted {
  /** How many outcomes were looked at, where there may be more. */
  newest: number | null
  missing: WeightsMissing | null
  outcome: OutcomePrompt | null
  people: number
}

/** What whoever reads drivers should know, in sentences. */
export function notesOf({ newest, missing, outcome, people }: Noted): string[] {
  const notes = [
    'Goes with, not causes: the same person felt both, in the same mood. The way to know is to change the step for some and compare.',
    'Each person counts once, with their newest visit of which the outcome is known.',
  ]
  if (people === 0)
    notes.push(`Nobody answered at a step and ${outcome ? 'the outcome' : 'ended the visit'} in the same visit.`)
  if (newest !== null)
    notes.push(
      `Of the newest ${newest.toLocaleString('en')} outcomes. More would narrow the intervals a little and hardly move an order: ask with a larger "newest".`,
    )
  if (outcome && outcome.step !== '')
    notes.push(`The outcome is asked at the step "${outcome.step}", which is therefore no driver of it.`)
  if (outcome && outcome.pairWith.length > 0)
    notes.push(
      `It makes pairs with ${outcome.pairWith.join(', ')}: each person is asked one of them, drawn by chance, and then this. Whoever answered both in another way counts, too.`,
    )
  else if (outcome && people < MIN_RANKED)
    notes.push(
      `Pairs come by chance so far. With "pairWith" at the prompt "${outcome.prompt}", whoever answers at a step is asked it as well, as one interruption.`,
    )
  if (missing) notes.push(`No shares of R²: ${MISSING[missing]}`)
  return notes
}

const MISSING: Readonly<Record<WeightsMissing, string>> = {
  few_steps: 'there are fewer than two steps to compare.',
  little_overlap: 'fewer than 100 people answered both of some two steps. Correlations need no such people.',
  few_complete: 'fewer than 100 people answered every step. Ask for some of the steps with "steps".',
  no_spread: 'everybody who answered every step felt the same of one of them, or of the outcome.',
  repeated_step: 'one step nearly repeats others, so that their shares would be chance. Ask for fewer with "steps".',
}
