import type { AnsweredEvent, Context, Origin, OutcomeEvent } from '@attune/protocol'

import type { Segment } from '../aggregate/segment.ts'
import type { Columns } from '../database/columns.ts'

/** Where a row is kept. */
interface Kept {
  lane: number
  project_id: string
  id: string
}

/** One answer as it is stored; JSON is text. */
export interface AnswerRow extends Kept, Segment {
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
  trust: Trust
  corrected_ms: number
  set_aside: SetAside | null
}

/** Why an answer is kept and not counted. */
export type SetAside = 'repeated' | 'unproven'

/** Whether it is proven whose an answer is. */
export type Trust = 'verified' | 'unverified'

export const ANSWER: Columns<AnswerRow> = {
  lane: 'smallint',
  project_id: 'text',
  id: 'uuid',
  at: 'timestamptz',
  received_at: 'timestamptz',
  day: 'date',
  journey: 'text',
  step: 'text',
  prompt: 'text',
  version: 'int',
  variant: 'text',
  feel: 'smallint',
  comment: 'text',
  answers: 'jsonb',
  visit: 'uuid',
  visitor: 'text',
  page: 'text',
  device: 'text',
  locale: 'text',
  release: 'text',
  traits: 'jsonb',
  share: 'real',
  took_ms: 'int',
  origin: 'text',
  trust: 'text',
  corrected_ms: 'bigint',
  set_aside: 'text',
}

/** That a turn is taken, and by which answer; see turns.ts. */
export interface TurnRow extends Kept {
  answer: string
  day: string
}

export const TURN: Columns<TurnRow> = {
  lane: 'smallint',
  project_id: 'text',
  id: 'uuid',
  answer: 'uuid',
  day: 'date',
}

/** One visit's end as it is stored. */
export interface VisitRow extends Kept {
  journey: string
  outcome: 'reached' | 'abandoned'
  at: string
  origin: VisitOrigin
}

/** A visit is somebody's way through a journey, however they came to speak of it. */
export type VisitOrigin = Exclude<Origin, 'unprompted'>

export const VISIT: Columns<VisitRow> = {
  lane: 'smallint',
  project_id: 'text',
  id: 'uuid',
  journey: 'text',
  outcome: 'text',
  at: 'timestamptz',
  origin: 'text',
}

/** A batch that was applied, and what was answered. */
export interface BatchRow extends Kept {
  received_at: string
  receipt: string
}

export const BATCH: Columns<BatchRow> = {
  lane: 'smallint',
  project_id: 'text',
  id: 'uuid',
  received_at: 'timestamptz',
  receipt: 'jsonb',
}

/** The order of every key: whoever inserts by it waits for others, and never in a circle. */
export function byKey(a: Kept, b: Kept): number {
  return a.lane - b.lane || compare(a.project_id, b.project_id) || compare(a.id, b.id)
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** What holds for all answers of a batch, besides what holds for each. */
export interface Circumstances {
  project: { lane: number; id: string }
  received: string
  visitor: string | null
  /** Null where the project keeps nothing that links answers. */
  visit: string | null
  context: Context
  segment: Segment
  /** The local day of `event.at` in the project's zone. */
  day: string
  origin: Origin
  trust: Trust
  correctedMs: number
  setAside: SetAside | null
}

export function answerRowOf(event: AnsweredEvent, its: Circumstances): AnswerRow {
  const [journey = '', step = ''] = event.step.split('/')
  const { device, locale, release } = its.segment
  return {
    lane: its.project.lane,
    project_id: its.project.id,
    id: event.id,
    at: event.at,
    received_at: its.received,
    day: its.day,
    journey,
    step,
    prompt: event.prompt,
    version: event.version,
    variant: event.variant ?? '',
    feel: event.feel,
    comment: event.comment || null,
    answers: jsonOf(event.answers),
    visit: its.visit,
    visitor: its.visitor,
    page: its.context.page || null,
    device,
    locale,
    release,
    traits: jsonOf(its.context.traits),
    share: storedShare(event.share),
    took_ms: event.took_ms === undefined ? null : Math.min(event.took_ms, MAX_INT),
    origin: its.origin,
    trust: its.trust,
    corrected_ms: its.correctedMs,
    set_aside: its.setAside,
  }
}

export function visitRowOf(
  { journey, outcome, at }: OutcomeEvent,
  id: string,
  project: Circumstances['project'],
  origin: VisitOrigin,
): VisitRow {
  return { lane: project.lane, project_id: project.id, id, journey, outcome, at, origin }
}

/** The largest `integer` of PostgreSQL: 24.8 days in milliseconds. */
const MAX_INT = 2_147_483_647

/** Below this, `real` refuses the number, and one refused number would cost the whole batch. */
const LEAST_SHARE = 1e-6

function storedShare(share: number | undefined): number | null {
  return share === undefined || share < LEAST_SHARE ? null : share
}

function jsonOf(value: Record<string, unknown> | undefined): string | null {
  const text = value && JSON.stringify(value)
  return text === undefined || text === '{}' ? null : text
}
