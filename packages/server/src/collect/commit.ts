import type { Context, Receipt, WireEvent } from '@attune/protocol'

import { dayIn } from '../aggregate/day.ts'
import { type CountKey, type Happening, keysOf, tally } from '../aggregate/deltas.ts'
import { addCounts } from '../aggregate/queries.ts'
import { segmentOf } from '../aggregate/segment.ts'
import type { KnownProject } from '../configure/directory.ts'
import type { Db, Tx } from '../database/open.ts'
import { choicesOf } from './fit.ts'
import { claimBatch, findReceipt, insertAnswers, insertVisits } from './queries.ts'
import { answerRowsOf, type Taken, type VisitOrigin, visitRowsOf } from './rows.ts'
import { retryTransient } from './transient.ts'

/** A batch that may be stored: every event is valid, its project's, and its time corrected. */
export interface Commit {
  project: KnownProject
  /** UUID: committing the same one again changes nothing. */
  batch: string
  receivedAt: Date
  origin: VisitOrigin
  visitor: string | null
  /** What holds where an event's own context says nothing else. */
  context: Context
  /** What is answered, now and at every retry. What it rejects is counted by reason. */
  receipt: Receipt
  events: WireEvent[]
  /** What is counted of the batch besides its events. */
  noted?: Noted[]
}

/** So many of something that is counted of a batch as a whole; see `Measure`. */
export interface Noted {
  measure: 'dropped' | 'stripped' | 'received' | 'refused' | 'duplicate'
  value: string
  n: number
}

/** What became of it. */
export interface Committed {
  /** Of the batch as it was first committed. */
  receipt: Receipt
  /** False: it was committed before, and nothing was done. */
  isNew: boolean
  /** Whose figures changed. */
  journeys: string[]
}

/**
 * Stores a batch exactly once: its answers, how visits ended, its counts and its own id, in one transaction.
 *
 * The one way into answers and counts: pages, imports and sample data come through here. Any number of events; import-sized
 * commits of some thousands are fastest. Durable when the promise resolves. What passes by itself (a lost connection, a
 * deadlock) is tried again, which the batch's id makes safe even where nobody knows whether the first try was stored.
 *
 * @throws AppError `unavailable` where the database stays away: nobody knows whether the batch is stored, so send it again.
 */
export async function commitBatch(db: Db, commit: Commit): Promise<Committed> {
  const prepared = prepare(commit)
  return await retryTransient(() => db.transaction().execute((tx) => store(tx, commit, prepared)))
}

async function store(tx: Tx, { project, batch, receivedAt, receipt, origin }: Commit, prepared: Prepared) {
  if (!(await claimBatch(tx, project, batch, receivedAt, receipt)))
    return { receipt: await findReceipt(tx, project, batch), isNew: false, journeys: [] }

  const answers = await insertAnswers(tx, project, prepared.answers)
  const visits = await insertVisits(tx, project, prepared.visits)
  const stored = prepared.taken.filter(({ event }) => {
    if (event.type === 'answered') return answers.has(event.id)
    return event.type !== 'outcome' || event.visit === undefined || visits.has(event.visit)
  })
  const repeated = origin === 'live' ? prepared.answers.length - answers.size : 0
  const keys = stored.flatMap(keysOf)
  await addCounts(
    tx,
    project,
    tally([...keys, ...prepared.aside, ...(repeated > 0 ? [{ ...prepared.repeated, n: repeated }] : [])]),
  )
  return { receipt, isNew: true, journeys: [...new Set(keys.map((key) => key.journey))] }
}

/** What is worked out before the transaction begins, so that it is short. */
interface Prepared {
  taken: (Taken & Happening)[]
  answers: ReturnType<typeof answerRowsOf>
  visits: ReturnType<typeof visitRowsOf>
  /** What was refused, dropped or stripped. */
  aside: (CountKey & { n?: number })[]
  repeated: CountKey
}

function prepare(commit: Commit): Prepared {
  const { project, origin, receivedAt, receipt, noted = [] } = commit
  const dayOf = dayIn(project.zone)
  const taken = distinct(commit.events.map((event) => unlinked(event, project))).map((event) => {
    const context = event.context ? { ...commit.context, ...event.context } : commit.context
    return {
      event,
      context,
      day: dayOf(new Date(event.at)),
      segment: segmentOf(context),
      origin: origin === 'live' && isUnprompted(event, project) ? 'unprompted' : origin,
      choices: choicesOf(event, project),
    } satisfies Taken & Happening
  })
  const visitor = project.privacy === 'anonymous' ? null : commit.visitor
  const nowhere: Omit<CountKey, 'measure' | 'value'> = {
    ...segmentOf({}),
    day: dayOf(receivedAt),
    journey: '',
    step: '',
    prompt: '',
    version: 0,
    variant: '',
    origin,
  }
  return {
    taken,
    answers: answerRowsOf(taken, { receivedAt, visitor }),
    visits: visitRowsOf(taken, origin),
    aside: [
      ...receipt.rejected.map(({ reason }) => Object.assign({ measure: 'refused', value: reason } as const, nowhere)),
      ...noted.map((one) => Object.assign({}, one, nowhere)),
    ],
    repeated: { ...nowhere, measure: 'repeated', value: '' },
  }
}

/** People who speak up by themselves are a stream of their own: with them, what was asked of chance would be nobody's sample. */
function isUnprompted(event: WireEvent, { prompts }: KnownProject): boolean {
  if (!('prompt' in event)) return false
  return (
    (event.type === 'answered' && event.unprompted) || !!prompts.get(event.prompt)?.get(event.version)?.isUnprompted
  )
}

/** UUIDs as PostgreSQL gives them back; and no visit where the project keeps nothing that links answers. */
function unlinked(event: WireEvent, { privacy }: KnownProject): WireEvent {
  if (event.type !== 'answered' && event.type !== 'outcome') return event
  const { visit, ...rest } = event.type === 'answered' ? { ...event, id: event.id.toLowerCase() } : event
  const isKept = visit !== undefined && privacy !== 'anonymous'
  return (isKept ? { ...rest, visit: visit.toLowerCase() } : rest) as WireEvent
}

/** An answer or a visit's end that comes twice in one batch is taken once: the first. */
function distinct(events: WireEvent[]): WireEvent[] {
  const seen = new Set<string>()
  return events.filter((event) => {
    const id = event.type === 'answered' ? event.id : event.type === 'outcome' && event.visit
    if (!id) return true
    const name = `${event.type} ${id}`
    if (seen.has(name)) return false
    seen.add(name)
    return true
  })
}
