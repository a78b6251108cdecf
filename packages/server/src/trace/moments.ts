import type { RejectReason, TraceMoment, WireEvent } from '@attune/protocol'

import type { Commit } from '../collect/commit.ts'
import { isObject } from '../collect/tidy.ts'

/**
 * What a batch holds, event by event in its order, for whoever watches their own walk: what was stored and what was refused.
 *
 * Of an answer only that it was given. Of what was refused nothing has been checked, so that only short texts are taken over.
 *
 * @param said The body as it came.
 */
export function momentsOf(said: unknown, { events, receipt, context }: Batched): TraceMoment[] {
  const refused = new Map(receipt.rejected.map(({ index, reason }) => [index, reason]))
  const stored = events.values()
  const reported = isObject(said) && Array.isArray(said['events']) ? (said['events'] as unknown[]) : []
  return reported.flatMap((raw, index) => {
    const reason = refused.get(index)
    if (reason) return [refusedOf(raw, reason, context.page)]
    const { value } = stored.next()
    return value ? [storedOf(value, context.page)] : []
  })
}

type Batched = Pick<Commit, 'events' | 'receipt' | 'context'>

function storedOf(event: WireEvent, page: string | undefined): TraceMoment {
  return {
    at: event.at,
    type: event.type,
    step: event.type === 'outcome' ? event.journey : event.step,
    page: event.context?.page ?? page ?? null,
    detail: detailOf(event),
    prompt: 'prompt' in event ? event.prompt : null,
    refused: null,
  }
}

function detailOf(event: WireEvent): string | null {
  if (event.type === 'signal') return event.signal
  if (event.type === 'failed') return event.reason ?? null
  if (event.type === 'considered') return event.result
  if (event.type === 'dismissed') return event.how
  return event.type === 'outcome' ? event.outcome : null
}

function refusedOf(raw: unknown, refused: RejectReason, page: string | undefined): TraceMoment {
  const said = isObject(raw) ? raw : {}
  const type = TYPES.find((one) => one === said['type']) ?? 'unknown'
  return {
    at: textOf(said['at'], MAX_AT) ?? '',
    type,
    step: textOf(said[type === 'outcome' ? 'journey' : 'step'], MAX_STEP) ?? '',
    page: page ?? null,
    detail: null,
    prompt: textOf(said['prompt'], MAX_ID),
    refused,
  }
}

const textOf = (value: unknown, max: number): string | null => (typeof value === 'string' ? value.slice(0, max) : null)

const TYPES: readonly WireEvent['type'][] = [
  ...(['entered', 'completed', 'failed', 'left', 'signal'] as const),
  ...(['considered', 'shown', 'dismissed', 'answered', 'outcome'] as const),
]
const MAX_AT = 40
const MAX_ID = 64
const MAX_STEP = 2 * MAX_ID + 1
