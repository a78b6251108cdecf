import type { Context, Origin, Receipt, WireEvent } from '@attune/protocol'

import { dayIn } from '../aggregate/day.ts'
import { addUp, type Counted } from '../aggregate/deltas.ts'
import { type Shelf, shelfOf } from '../aggregate/filing.ts'
import { type Segment, segmentOf } from '../aggregate/segment.ts'
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
  rows: { row: AnswerRow | VisitRow; counted: readonly Counted[] }[]
  /** What each row counts as in the books besides, by whether it is new; null where nobody keeps any. */
  books: { stored: Counted; duplicate: Counted } | null
  /** Whose figures change. */
  journeys: string[]
}

/** Turns a batch into rows and counts. What comes twice in it is taken once. */
export function prepare(commit: Commit): Prepared {
  const { project, origin, receipt, noted = [], trust = 'unverified', correctedMs = 0, setAside } = commit
  const received = commit.receivedAt.toISOString()
  const dayOf = dayIn(project.zone)
  const visitor = project.privacy === 'anonymous' ? null : commit.visitor
  const shelves = createShelves(commit)
  const nowhere = shelves.at(dayOf(commit.receivedAt), NO_SEGMENT, origin)
  // What pages send has books: each event that was received is stored, a duplicate, or refused.
  const books =
    origin === 'live'
      ? { stored: nowhere.fileNowhere('stored', ''), duplicate: nowhere.fileNowhere('duplicate', '') }
      : null
  const answers: AnswerRow[] = []
  const visits: VisitRow[] = []
  const turns: Turn[] = []
  const rows: Prepared['rows'] = []
  const moments: Counted[] = []
  const journeys = new Set<string>()
  const seen = new Set<string>()

  for (const said of commit.events) {
    const { event, id, visit } = identify(said, project)
    if (id !== null) {
      const name = `${event.type} ${id}`
      if (seen.has(name)) {
        if (books) moments.push(books.duplicate)
        continue
      }
      seen.add(name)
    }
    const { context, segment } = shelves.placeOf(event.context)
    const day = dayOf(new Date(event.at))
    const its = {
      trust,
      setAside: (id !== null && setAside?.get(id)) || null,
      origin: origin === 'live' && isUnprompted(event, project) ? ('unprompted' as const) : origin,
    }
    const counted = shelves
      .at(day, segment, its.origin)
      .file(event, { trust, setAside: its.setAside, choices: choicesOf(event, project) })
    journeys.add(counted[0]?.place.key.journey ?? '')
    if (event.type === 'answered') {
      const row = answerRowOf(event, { ...its, project, received, visitor, visit, day, context, segment, correctedMs })
      answers.push(row)
      if (its.origin === 'live' && !its.setAside) turns.push(...turnsOf(event, visitor, day, project))
      rows.push({ row, counted })
    } else if (event.type === 'outcome' && visit !== null) {
      const row = visitRowOf(event, visit, project, origin)
      visits.push(row)
      rows.push({ row, counted })
    } else {
      moments.push(...counted)
      if (books) moments.push(books.stored)
    }
  }

  for (const { reason } of receipt.rejected) moments.push(nowhere.fileNowhere('refused', reason))
  for (const { measure, value, n } of noted) moments.push({ ...nowhere.fileNowhere(measure, value), n })
  return {
    commit,
    batch: {
      lane: project.lane,
      project_id: project.id,
      id: commit.batch,
      received_at: received,
      receipt: JSON.stringify(receipt),
    },
    receipt,
    answers,
    visits,
    turns,
    moments: addUp(moments),
    rows,
    books,
    journeys: [...journeys],
  }
}

/** Where the events of a batch are filed: most of them on the very same shelf. */
function createShelves({ project, context }: Commit) {
  const shared = { context, segment: segmentOf(context) }
  let last: { day: string; segment: Segment; origin: Origin; shelf: Shelf } | null = null
  return {
    /** Of an event with a context of its own or without. */
    placeOf(own: Context | undefined) {
      if (!own) return shared
      const both = { ...context, ...own }
      return { context: both, segment: segmentOf(both) }
    },
    at(day: string, segment: Segment, origin: Origin): Shelf {
      if (last?.day === day && last.segment === segment && last.origin === origin) return last.shelf
      const shelf = shelfOf({ lane: project.lane, project_id: project.id, day, segment, origin })
      last = { day, segment, origin, shelf }
      return shelf
    },
  }
}

const NO_SEGMENT = segmentOf({})

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
  return { event: id === event.id ? event : { ...event, id }, id, visit }
}
