/** What `GET …/trace` tells, as server-sent events: one person's walk through a site, while it happens. */
import type { RejectReason, WireEvent } from './wire.ts'

/**
 * An event named `moment`: something has come in. Of what somebody answered there is nothing in it, neither score nor words.
 */
export interface TraceMoment {
  /** When it happened, ISO 8601. */
  at: string
  /** `unknown`: it was refused as nothing that pages report. */
  type: WireEvent['type'] | 'unknown'
  /** `checkout/payment`; of an outcome, the journey alone; `''` where it named none. */
  step: string
  /** The path that it came from; null where the page does not say. */
  page: string | null
  /** The signal, the reason of a failure, what was decided of a prompt, how it was sent away, how the visit ended. */
  detail: string | null
  /** The id of the prompt that it is about. */
  prompt: string | null
  /** Why it was not taken; null: it is stored. */
  refused: RejectReason | null
}

/** An event named `walk`: whether somebody is followed. `nameless`: their browser keeps no id that could be followed. */
export interface TraceWalk {
  state: 'waiting' | 'followed' | 'nameless'
}

/** The body of `POST /v1/trace`: whoever opened the site by the link of a trace. */
export interface TraceClaim {
  code: string
  /** As in `Batch`. */
  visitor: string | null
}
