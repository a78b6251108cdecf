import type { AnsweredEvent, WireEvent } from '@attune/protocol'

import { tookStep } from './took.ts'

/**
 * What is counted, and what its `value` says:
 *
 * | measure | value |
 * |---|---|
 * | `entered`, `completed`, `failed`, `left` | `''` (a reason is free text of the host's and would grow the table without bound) |
 * | `took` | how long the step took, as `tookStep` says it, e.g. `17`; one per `completed` that came with its time |
 * | `signal` | the kind, e.g. `rage_click` |
 * | `considered` | what was decided, e.g. `sampled_out` |
 * | `shown` | `''` |
 * | `dismissed` | how: `closed`, `ignored`, `never` |
 * | `feel` | the score, e.g. `4`; one per stored answer |
 * | `commented` | `''`; one per stored answer with words |
 * | `choice` | the follow-up and the option, e.g. `why:slow`; one per stored answer and option that was chosen |
 * | `verified` | the score again, of an answer whose person the host's server has signed for |
 * | `set_aside` | why an answer is kept and not counted: `repeated` or `unproven`; it counts as nothing else of the above |
 * | `hour` | the hour of day in UTC, e.g. `09`, that somebody answered in who was asked: one per stored answer from a page, also one set aside; no version, variant or segment |
 * | `outcome` | `reached` or `abandoned`; its step is `''` |
 * | `received` | `''`: one per event of a batch, and one for a body that was turned away whole; no journey, as all below |
 * | `stored` | `''`: an event that was received and is new; by the day of its receipt, which may not be its own |
 * | `refused` | the reason, of an event or of a body that was turned away whole, less what was replayed from quarantine: what was refused may name no journey |
 * | `duplicate` | `''`: an event that was stored before: with the same batch, or an answer or a visit's end with another |
 * | `stripped` | `variant`, `follow_up` or `option`: what was left away of an event because its version knows no such thing; no journey |
 * | `dropped` | the reason that a page's device gave events up for, e.g. `overflow`; its journey is `''` |
 */
export type Measure =
  | 'entered'
  | 'completed'
  | 'failed'
  | 'left'
  | 'took'
  | 'signal'
  | 'considered'
  | 'shown'
  | 'dismissed'
  | 'feel'
  | 'commented'
  | 'choice'
  | 'verified'
  | 'set_aside'
  | 'hour'
  | 'outcome'
  | 'received'
  | 'stored'
  | 'refused'
  | 'duplicate'
  | 'stripped'
  | 'dropped'

/** What one event adds one to. */
export function measuresOf(event: WireEvent): { measure: Measure; value: string }[] {
  if (event.type === 'completed' && event.took_ms !== undefined)
    return [
      { measure: 'completed', value: '' },
      { measure: 'took', value: tookStep(event.took_ms) },
    ]
  if (event.type !== 'answered') return [{ measure: event.type, value: valueOf(event) }]
  const feel = { measure: 'feel', value: String(event.feel) } as const
  return event.comment ? [feel, { measure: 'commented', value: '' }] : [feel]
}

function valueOf(event: Exclude<WireEvent, AnsweredEvent>): string {
  switch (event.type) {
    case 'signal':
      return event.signal
    case 'considered':
      return event.result
    case 'dismissed':
      return event.how
    case 'outcome':
      return event.outcome
    default:
      return ''
  }
}
