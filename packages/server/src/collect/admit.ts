import { type AnsweredEvent, type RejectReason, SCALES, type WireEvent } from '@attune/protocol'
import { BatchSchema, EventSchemas } from '@attune/protocol/schema'
import { Compile, type Validator } from 'typebox/compile'

import type { KnownProject } from '../configure/directory.ts'
import { AppError } from '../errors.ts'
import { correctionOf, instantOf, timeliness } from './clock.ts'
import type { Commit, Noted } from './commit.ts'
import { fitToVersion } from './fit.ts'
import type { Identify } from './identity.ts'
import type { Impressions } from './impressions.ts'
import { compileLeaveOut, lenient } from './leave-out.ts'
import { isUnprompted } from './prepare.ts'
import type { SetAside } from './rows.ts'
import { isObject, tidyContext, tidyDropped, tidyEvent, tidyTexts } from './tidy.ts'

/**
 * Turns a body into what may be stored: each event checked by itself, so that a bad one never costs its neighbours.
 *
 * Fields that are not known are left away and never a reason to refuse: a newer page may talk to an older service.
 *
 * @param options.identify Proves whose a batch is. Absent: nobody's.
 * @param options.impressions Reads what answers bring to prove that they were asked for. Absent: none holds.
 * @param options.isFromBot Nobody sits before it: all of it is refused as `bot`.
 * @param options.isPlain What `readBody` says of the body. Default: its texts are looked through.
 * @throws AppError `bad_request` where the body is no batch.
 */
export function admitBatch(
  body: unknown,
  project: KnownProject,
  receivedAt: Date,
  { identify, impressions, isFromBot = false, isPlain = false }: Sender = {},
): Commit {
  const { batch, sent_at, visitor, context, events: reported, dropped = {}, identity } = envelopeOf(body, isPlain)
  const sentAt = instantOf(sent_at)
  if (sentAt === null) throw new AppError('bad_request', 'sent_at: must be an instant as "2026-11-23T10:00:00.000Z".')
  const received = receivedAt.getTime()
  const clocks = { received, correction: correctionOf(sentAt, received) }
  const events: WireEvent[] = []
  const rejected: { index: number; reason: RejectReason }[] = []
  const noted: Noted[] = [{ measure: 'received', value: '', n: reported.length }]
  for (const [value, n] of Object.entries(dropped)) noted.push({ measure: 'dropped', value, n })
  for (const [index, raw] of reported.entries()) {
    const known = isFromBot ? 'bot' : admitEvent(raw, project, clocks)
    const admitted = typeof known === 'string' ? known : proven(known, project, receivedAt, impressions)
    if (typeof admitted === 'string') rejected.push({ index, reason: admitted })
    else {
      const { event, stripped } = fitToVersion(admitted, project)
      events.push(event)
      for (const value of stripped) noted.push({ measure: 'stripped', value, n: 1 })
    }
  }
  const person = identity === undefined ? null : (identify?.(identity, project.id, receivedAt) ?? null)
  return {
    project,
    batch: batch.toLowerCase(),
    receivedAt,
    origin: 'live',
    visitor: person ?? visitor,
    context,
    receipt: { accepted: events.length, rejected },
    events,
    noted,
    trust: person === null ? 'unverified' : 'verified',
    correctedMs: clocks.correction,
    setAside: unproven(events, project),
  }
}

/** Who has sent a batch, and what it may prove. */
export interface Sender {
  identify?: Identify
  impressions?: Impressions
  isFromBot?: boolean
  isPlain?: boolean
}

/** The event again, or what is wrong with the impression that it brings. */
function proven(event: WireEvent, { id }: KnownProject, now: Date, impressions?: Impressions) {
  if (event.type !== 'answered' || event.impression === undefined) return event
  return impressions ? (impressions.faultOf(event.impression, id, event.prompt, now) ?? event) : 'impression_invalid'
}

/** Answers that came without the impression which the project asks for; who speaks up unasked was shown nothing. */
export function unproven(events: readonly WireEvent[], project: KnownProject): ReadonlyMap<string, SetAside> {
  if (!project.impressions) return NONE
  const without = events.filter(
    (event) => event.type === 'answered' && !event.impression && !isUnprompted(event, project),
  ) as AnsweredEvent[]
  return new Map(without.map(({ id }) => [id.toLowerCase(), 'unproven']))
}

const NONE: ReadonlyMap<string, SetAside> = new Map()

const envelope = Compile(lenient(BatchSchema))
const leaveOutOfBatch = compileLeaveOut(BatchSchema)

function envelopeOf(body: unknown, isPlain: boolean) {
  if (!isObject(body)) throw new AppError('bad_request', 'The body must be one batch, as a JSON object.')
  const shaped = { ...body, context: tidyContext(body['context']), dropped: tidyDropped(body['dropped']) }
  const cleaned = leaveOutOfBatch(isPlain ? shaped : tidyTexts(shaped))
  if (envelope.Check(cleaned)) return cleaned
  const [fault] = envelope.Errors(cleaned)
  const place = fault?.instancePath.slice(1).replaceAll('/', '.') || 'The batch'
  throw new AppError('bad_request', `${place}: ${fault?.message ?? 'is no batch'}${namesOf(fault?.params)}.`)
}

/** Which fields are missing, where that is the fault. */
function namesOf(params: object | undefined): string {
  return params && 'requiredProperties' in params ? ` (${String(params.requiredProperties)})` : ''
}

const checks = new Map<unknown, Kind>(
  Object.entries(EventSchemas).map(([type, schema]): [string, Kind] => [
    type,
    { check: Compile(lenient(schema)), leaveOut: compileLeaveOut(schema) },
  ]),
)

interface Kind {
  check: Validator
  leaveOut: (value: unknown) => unknown
}

interface Clocks {
  received: number
  correction: number
}

function admitEvent(raw: unknown, project: KnownProject, { received, correction }: Clocks): WireEvent | RejectReason {
  const kind = isObject(raw) ? checks.get(raw['type']) : undefined
  if (!isObject(raw) || !kind) return 'malformed'
  const cleaned = kind.leaveOut(tidyEvent(raw))
  if (!kind.check.Check(cleaned)) return 'malformed'
  const event = cleaned as WireEvent
  const claimed = instantOf(event.at)
  if (claimed === null) return 'malformed'
  const fault = faultOf(event, project)
  if (fault) return fault
  const at = claimed + correction
  const time = timeliness(at, received)
  if (time !== 'ok') return time
  const instant = new Date(at).toISOString()
  return instant === event.at ? event : { ...event, at: instant }
}

/** What the project does not know of an event, or null. */
function faultOf(event: WireEvent, { places, prompts }: KnownProject): RejectReason | null {
  if (event.type === 'outcome') return places.has(event.journey) ? null : 'unknown_journey'
  const isKnown = places.has(event.step)
  const unknown = isKnown ? null : event.step.includes('/') ? 'unknown_step' : 'unknown_journey'
  if (!('prompt' in event)) return unknown
  const version = prompts.get(event.prompt)?.get(event.version)
  if (!version) return prompts.has(event.prompt) ? 'unknown_version' : 'unknown_prompt'
  // A step that was removed while the page was open: its prompt still says what was asked.
  if (unknown && event.step !== version.step) return unknown
  if (event.type !== 'answered') return null
  const { min, max } = SCALES[version.scale]
  return event.feel >= min && event.feel <= max ? null : 'feel_out_of_range'
}
