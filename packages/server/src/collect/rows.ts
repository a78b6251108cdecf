import type { Context, Origin, WireEvent } from '@attune/protocol'

import type { Segment } from '../aggregate/segment.ts'

/** An event that was taken, with the context that holds for it. */
export interface Taken {
  event: WireEvent
  context: Context
  /** The local day of `event.at` in the project's zone. */
  day: string
  segment: Segment
  origin: Origin
}

/** One answer as it is stored; JSON is text. */
export interface AnswerRow extends Segment {
  id: string
  at: string
  received_at: string
  day: string
  journey: string
  step: string
  prompt: string
  version: number
  variant: string
  feel: number
  comment: string | null
  answers: string | null
  visit: string | null
  visitor: string | null
  page: string | null
  traits: string | null
  share: number | null
  took_ms: number | null
  origin: Origin
}

/** What holds for all answers of a batch. */
interface Shared {
  receivedAt: Date
  visitor: string | null
}

/** The answers among what was taken, sorted by their key. */
export function answerRowsOf(taken: Taken[], { receivedAt, visitor }: Shared): AnswerRow[] {
  const received_at = receivedAt.toISOString()
  const rows: AnswerRow[] = []
  for (const { event, context, day, segment, origin } of taken) {
    if (event.type !== 'answered') continue
    const [journey = '', step = ''] = event.step.split('/')
    rows.push({
      id: event.id,
      at: event.at,
      received_at,
      day,
      journey,
      step,
      prompt: event.prompt,
      version: event.version,
      variant: event.variant ?? '',
      feel: event.feel,
      comment: event.comment || null,
      answers: jsonOf(event.answers),
      // An anonymous project keeps none, whatever the type of the event promises.
      visit: (event as { visit?: string }).visit ?? null,
      visitor,
      page: context.page || null,
      ...segment,
      traits: jsonOf(context.traits),
      share: storedShare(event.share),
      took_ms: event.took_ms === undefined ? null : Math.min(event.took_ms, MAX_INT),
      origin,
    })
  }
  return rows.toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

/** One visit's end as it is stored. */
export interface VisitRow {
  id: string
  journey: string
  outcome: 'reached' | 'abandoned'
  at: string
  origin: VisitOrigin
}

/** A visit is somebody's way through a journey, however they came to speak of it. */
export type VisitOrigin = Exclude<Origin, 'unprompted'>

/** The visits whose end is among what was taken, sorted by their key. */
export function visitRowsOf(taken: Taken[], origin: VisitOrigin): VisitRow[] {
  const rows: VisitRow[] = []
  for (const { event } of taken) {
    if (event.type !== 'outcome' || event.visit === undefined) continue
    rows.push({ id: event.visit, journey: event.journey, outcome: event.outcome, at: event.at, origin })
  }
  return rows.toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

/** The largest `integer` of PostgreSQL: 24.8 days in milliseconds. */
const MAX_INT = 2_147_483_647

/** Below this, `real` refuses the number, and one refused number would cost the whole batch. */
const LEAST_SHARE = 1e-6

function storedShare(share: number | undefined): number | null {
  return share === undefined || share < LEAST_SHARE ? null : share
}

function jsonOf(value: Record<string, unknown> | undefined): string | null {
  return value && Object.keys(value).length > 0 ? JSON.stringify(value) : null
}
