import type { Receipt, WireEvent } from '@attune/protocol'

import { dayIn } from '../aggregate/day.ts'
import { addUp, type CountKey, type Counted, countedAs, keysOf } from '../aggregate/deltas.ts'
import { segmentOf } from '../aggregate/segment.ts'
import type { KnownProject } from '../configure/directory.ts'
import type { Commit } from './commit.ts'
import { choicesOf } from './fit.ts'
import { type AnswerRow, answerRowOf, type BatchRow, type VisitRow, visitRowOf } from './rows.ts'
import { type Turn, turnsOf } from './turns.ts'

/** A batch as rows, worked out before a transaction begins, so that it is short. */
export interface Prepared {
  /** What it was made of. */
  commit: Commit
  batch: BatchRow
  receipt: Receipt
  answers: AnswerRow[]
  visits: VisitRow[]
  /** What its answers have to be the first to take. */
  turns: Turn[]
  /** What is counted once the batch is new. */
  moments: Counted[]
  /** What is counted only where its row is new too. */
  rows: { row: AnswerRow | VisitRow; counted: Counted[] }[]
  /** What each answer and each visit's end counts as that is stored already; null where nobody keeps books of it. */
  duplicate: Counted | null
  /** Whose figures change. */
  journeys: string[]
}

/** Turns a batch into rows and counts. What comes twice in it is taken once. */
export function prepare(commit: Commit): Prepared {
  const { project, origin, receipt, noted = [], trust = 'unverified', correctedMs = 0 } = commit
  const receivedAt = commit.receivedAt.toISOString()
  const dayOf = dayIn(project.zone)
  const visitor = project.privacy === 'anonymous' ? null : commit.visitor
  const shared = { context: commit.context, segment: segmentOf(commit.context) }
  const prepared: Pick<Prepared, 'commit' | 'answers' | 'visits' | 'turns' | 'rows'> = {
    commit,
    answers: [],
    visits: [],
    turns: [],
    rows: [],
  }
  const moments: Counted[] = []
  const nowhere = nowhereOf(commit, dayOf(commit.receivedAt))
  // What pages send has books: each event that was received is stored, a duplicate, or refused.
  const isLive = origin === 'live'
  const stored = countedAs({ ...nowhere, measure: 'stored', value: '' })
  const duplicate = countedAs({ ...nowhere, measure: 'duplicate', value: '' })
  const journeys = new Set<string>()
  const seen = new Set<string>()

  for (const said of commit.events) {
    const { event, id, visit } = identify(said, project)
    if (id !== null) {
      const name = `${event.type} ${id}`
      if (seen.has(name)) {
        if (isLive) moments.push(duplicate)
        continue
      }
      seen.add(name)
    }
    const own = event.context ? { ...commit.context, ...event.context } : null
    const place = own ? { context: own, segment: segmentOf(own) } : shared
    const day = dayOf(new Date(event.at))
    const setAside = (id !== null && commit.setAside?.get(id)) || null
    const happening = {
      lane: project.lane,
      project_id: project.id,
      event,
      day,
      segment: place.segment,
      origin: origin === 'live' && isUnprompted(event, project) ? ('unprompted' as const) : origin,
      choices: choicesOf(event, project),
      trust,
      setAside,
    }
    const counted = keysOf(happening).map((key) => countedAs(key))
    for (const { key } of counted) journeys.add(key.journey)
    if (isLive) counted.push(stored)
    if (event.type === 'answered') {
      const row = answerRowOf(event, visit, { ...happening, ...place, project, receivedAt, visitor, correctedMs })
      prepared.answers.push(row)
      if (happening.origin === 'live' && !setAside) prepared.turns.push(...turnsOf(event, visitor, day, project))
      prepared.rows.push({ row, counted })
    } else if (event.type === 'outcome' && visit !== null) {
      const row = visitRowOf(event, visit, project, origin)
      prepared.visits.push(row)
      prepared.rows.push({ row, counted })
    } else for (const one of counted) moments.push(one)
  }

  for (const { reason } of receipt.rejected) moments.push(countedAs({ ...nowhere, measure: 'refused', value: reason }))
  for (const { measure, value, n } of noted) moments.push(countedAs({ ...nowhere, measure, value }, n))
  return {
    ...prepared,
    batch: {
      lane: project.lane,
      project_id: project.id,
      id: commit.batch,
      received_at: receivedAt,
      receipt: JSON.stringify(receipt),
    },
    receipt,
    moments: addUp(moments),
    duplicate: isLive && prepared.rows.length > 0 ? duplicate : null,
    journeys: [...journeys],
  }
}

/** Where something is counted that belongs to no step. */
function nowhereOf({ project, origin }: Commit, day: string): Omit<CountKey, 'measure' | 'value'> {
  return {
    lane: project.lane,
    project_id: project.id,
    day,
    journey: '',
    step: '',
    prompt: '',
    version: 0,
    variant: '',
    ...segmentOf({}),
    origin,
  }
}

/** People who speak up by themselves are a stream of their own: with them, what was asked of chance would be nobody's sample. */
export function isUnprompted(event: WireEvent, { prompts }: KnownProject): boolean {
  if (!('prompt' in event)) return false
  return (
    (event.type === 'answered' && !!event.unprompted) || !!prompts.get(event.prompt)?.get(event.version)?.isUnprompted
  )
}

/** UUIDs as PostgreSQL gives them back; and no visit where the project keeps nothing that links answers. */
function identify(event: WireEvent, { privacy }: KnownProject) {
  if (event.type !== 'answered' && event.type !== 'outcome') return { event, id: null, visit: null }
  const visit = event.visit === undefined || privacy === 'anonymous' ? null : event.visit.toLowerCase()
  if (event.type === 'outcome') return { event, id: visit, visit }
  const id = event.id.toLowerCase()
  return { event: { ...event, id }, id, visit }
}
