/**
 * What a page sends and what the service answers: `POST /v1/events`.
 *
 * Interfaces and primitive constants only, so that importing this costs a browser nothing.
 * The runtime checks of these shapes are in `schema.ts`, proven equal to them by the compiler.
 */

/** A body is at most this many bytes, as sent and as decoded: browsers cap keepalive and beacons at the same 64 KiB. */
export const MAX_BODY_BYTES = 65_536
/** A batch holds at most this many events. */
export const MAX_EVENTS = 50
/** A person's own words are cut here, in UTF-16 code units; the widget stops typing at the same length. */
export const MAX_COMMENT = 2_000

/** The kinds of device that figures can be split by. */
export type Device = 'desktop' | 'mobile' | 'tablet'

/** Where and how the person was when an event happened. Every field is optional: what is unknown stays away. */
export interface Context {
  device?: Device
  /** BCP 47, e.g. `de` or `pt-BR`. */
  locale?: string
  /** The host's own release name, e.g. `2026.11`. */
  release?: string
  /** The path of the page. Never a query string or a fragment with parameters. */
  page?: string
  /** What the host said of the person with `set({...})`, e.g. `{ plan: 'pro' }`. */
  traits?: Record<string, string>
}

/** Every event: when it happened by the page's clock (ISO 8601, UTC), and where it differs from the batch's context. */
interface Happened {
  at: string
  context?: Context
}

/** Names a step as `journey/step`, e.g. `checkout/payment`. */
interface AtStep extends Happened {
  step: string
}

/** Names the prompt, its immutable version and the variant; `''` where a prompt has no variants. */
interface OfPrompt extends AtStep {
  prompt: string
  version: number
  variant?: string
}

/** The signals of struggle, noticed on the device. `invalid`: a form refused the same person's input again and again. */
export type Signal = 'rage_click' | 'dead_click' | 'error' | 'back_and_forth' | 'slow' | 'invalid'
/** What `decide` said of somebody the prompt was meant for. */
export type Considered = 'asked' | 'sampled_out' | 'over_budget' | 'busy' | 'passed'
/** How a prompt was left without an answer: closed by the person, left alone, or "never ask me again". */
export type Dismissal = 'closed' | 'ignored' | 'never'
/** How a visit ended. */
export type Outcome = 'reached' | 'abandoned'

export interface EnteredEvent extends AtStep {
  type: 'entered'
}
export interface CompletedEvent extends AtStep {
  type: 'completed'
  /** Milliseconds since the step was entered. */
  took_ms?: number
}
export interface FailedEvent extends AtStep {
  type: 'failed'
  /** A short code of the host's own, e.g. `card_declined`. */
  reason?: string
}
export interface LeftEvent extends AtStep {
  type: 'left'
  took_ms?: number
}
export interface SignalEvent extends AtStep {
  type: 'signal'
  signal: Signal
}
export interface ConsideredEvent extends OfPrompt {
  type: 'considered'
  result: Considered
}
export interface ShownEvent extends OfPrompt {
  type: 'shown'
  /** The probability with which this person was asked, 0 < share ≤ 1; figures are weighted by its inverse. */
  share: number
}
export interface DismissedEvent extends OfPrompt {
  type: 'dismissed'
  how: Dismissal
}
export interface AnsweredEvent extends OfPrompt {
  type: 'answered'
  /** UUID made in the page: sending an answer twice stores it once. */
  id: string
  /** UUID of the person's pass through the journey. */
  visit: string
  /** The score on the prompt's scale, e.g. 1 (worst) to 5 (best) for faces. */
  feel: number
  /** The person's own words. */
  comment?: string
  /** Follow-up answers by the follow-up's id. */
  answers?: Record<string, string[]>
  /** Milliseconds from the prompt being shown to its being closed. */
  took_ms?: number
  /** As in `shown`. */
  share?: number
  /** What `GET /v1/impression` gave before the prompt was shown: good for one answer. */
  impression?: string
  /** The person opened the prompt by themselves: a stream of its own, which no figure of asked people may count. */
  unprompted?: true
}
export interface OutcomeEvent extends Happened {
  type: 'outcome'
  journey: string
  outcome: Outcome
  /** Present only where the visit has an answer; visits without one only ever become counts. */
  visit?: string
}

/** Anything a page reports. */
export type WireEvent =
  | EnteredEvent
  | CompletedEvent
  | FailedEvent
  | LeftEvent
  | SignalEvent
  | ConsideredEvent
  | ShownEvent
  | DismissedEvent
  | AnsweredEvent
  | OutcomeEvent

/** The body of `POST /v1/events?key=pk_…`, as `text/plain` or `application/json`. */
export interface Batch {
  /** UUID of this batch. Sent again, it changes nothing and gets the same answer. */
  batch: string
  /** When it was sent by the page's clock; the difference to ours corrects every `at`. */
  sent_at: string
  /** An opaque pseudonym, or null where none is kept. */
  visitor: string | null
  /** The SDK's version. */
  sdk: string
  context: Context
  events: WireEvent[]
  /**
   * A token that the host's server has made for the person who is signed in there, to prove who it is: see docs/guide/developers.md.
   * A batch with one that does not hold is taken all the same, as one without.
   */
  identity?: string
  /** Events that this device has given up since it last said so, by reason (`overflow`, `too_old`, an HTTP status, …). */
  dropped?: Record<string, number>
}

/** Why one event of a batch was not taken. */
export type RejectReason =
  | 'malformed'
  | 'unknown_step'
  | 'unknown_journey'
  | 'unknown_prompt'
  | 'unknown_version'
  | 'feel_out_of_range'
  | 'too_old'
  | 'in_the_future'
  | 'quarantined'
  /** The impression is none of this prompt's, is too old, or another answer has used it. */
  | 'impression_invalid'
  | 'impression_expired'
  | 'impression_used'
  | 'bot'

/** The answer to a batch, given only once the batch is durable. */
export interface Receipt {
  /** How many events were taken. An answer already stored counts as taken. */
  accepted: number
  rejected: { index: number; reason: RejectReason }[]
}
