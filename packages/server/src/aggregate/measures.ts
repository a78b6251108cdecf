import type { WireEvent } from '@attune/protocol'

/**
 * What is counted, and what its `value` says:
 *
 * | measure | value |
 * |---|---|
 * | `entered`, `completed`, `failed`, `left` | `''` (a reason is free text of the host's and would grow the table without bound) |
 * | `signal` | the kind, e.g. `rage_click` |
 * | `considered` | what was decided, e.g. `sampled_out` |
 * | `shown` | `''` |
 * | `dismissed` | how: `closed`, `ignored`, `never` |
 * | `feel` | the score, e.g. `4`; one per stored answer |
 * | `commented` | `''`; one per stored answer with words |
 * | `outcome` | `reached` or `abandoned`; its step is `''` |
 * | `refused` | the reason; its journey is `''`, because what was refused may name none |
 * | `repeated` | `''`: an answer that came again in another batch and was already stored; its journey is `''` |
 */
export type Measure =
  | 'entered'
  | 'completed'
  | 'failed'
  | 'left'
  | 'signal'
  | 'considered'
  | 'shown'
  | 'dismissed'
  | 'feel'
  | 'commented'
  | 'outcome'
  | 'refused'
  | 'repeated'

/** What one event adds one to. */
export function measuresOf(event: WireEvent): { measure: Measure; value: string }[] {
  switch (event.type) {
    case 'entered':
    case 'completed':
    case 'failed':
    case 'left':
    case 'shown':
      return [{ measure: event.type, value: '' }]
    case 'signal':
      return [{ measure: 'signal', value: event.signal }]
    case 'considered':
      return [{ measure: 'considered', value: event.result }]
    case 'dismissed':
      return [{ measure: 'dismissed', value: event.how }]
    case 'outcome':
      return [{ measure: 'outcome', value: event.outcome }]
    case 'answered': {
      const feel = { measure: 'feel', value: String(event.feel) } as const
      return event.comment ? [feel, { measure: 'commented', value: '' }] : [feel]
    }
  }
}
