import type { WireEvent } from '@attune/protocol'

import { dayIn } from '../aggregate/day.ts'
import { commitBatch } from '../collect/commit.ts'
import type { KnownProject } from '../configure/directory.ts'
import type { Db } from '../database/open.ts'
import { findDays } from '../privacy/queries.ts'
import { stableId } from './ids.ts'
import type { Mapping } from './mapping.ts'
import { findFeels, findVisits, isKnownBatch } from './queries.ts'
import type { Tally } from './tally.ts'

/** Whole rows on their way to the database. */
export interface Rows {
  events: WireEvent[]
  /** The line of each answer, to name it. */
  lines: Map<string, number>
}

/** What became of them. */
export interface Committed {
  answersAdded: number
  answersKnown: number
  /** New answers with words. */
  wordsAdded: number
  outcomesAdded: number
}

export const emptyRows = (): Rows => ({ events: [], lines: new Map() })

/**
 * Commits rows as one batch whose id is made of their contents: a batch that is there already costs one look-up.
 *
 * Where a batch is new but holds answers that are stored (rows were added to the file, a person comes twice in it), those are
 * left out and told apart, because a stored answer is never changed.
 */
export async function commitRows(
  { db, mapping, project }: { db: Db; mapping: Mapping; project: KnownProject },
  { events, lines }: Rows,
  skip: Tally['skip'],
): Promise<Committed> {
  const { lane, id } = project
  const batch = stableId(id, mapping.id, JSON.stringify(events))
  const nothing = {
    answersAdded: 0,
    answersKnown: events.filter((event) => event.type === 'answered').length,
    wordsAdded: 0,
    outcomesAdded: 0,
  }
  if (await isKnownBatch(db, lane, id, batch)) return nothing

  // Whether an answer from before is stored already, nobody knows any more: added again it would count twice.
  // The days are those of now: an import runs for hours, and the zone may change meanwhile.
  const { zone, answers_from: from } = await findDays(db, lane, id)
  const dayOf = dayIn(zone)
  const kept = events.filter((event) => {
    if (from === null || dayOf(new Date(event.at)) >= from) return true
    if (event.type === 'answered') skip('answer from before what the project keeps', lines.get(event.id) ?? 0)
    return false
  })
  const answers = kept.filter((event) => event.type === 'answered')
  const feels = await findFeels(
    db,
    lane,
    id,
    answers.map((event) => event.id),
  )
  const ended = kept.filter((event) => event.type === 'outcome').map((event) => event.visit ?? '')
  const visits = await findVisits(db, lane, id, ended)
  const fresh = kept.filter((event) => {
    if (event.type === 'outcome') return isFirst(visits, event.visit ?? '')
    if (event.type !== 'answered') return true
    const before = feels.get(event.id)
    if (before === undefined) return feels.set(event.id, event.feel)
    if (before !== event.feel)
      skip('score that differs from the stored one, which stays', lines.get(event.id) ?? 0, String(event.feel))
    // An anonymous project keeps no visits: there, whoever has an answer stored has an end stored.
    if (project.privacy === 'anonymous') visits.add(event.visit)
    return false
  })
  const { isNew } = await commitBatch(db, {
    project: { ...project, zone },
    batch,
    receivedAt: new Date(),
    origin: 'import',
    visitor: null,
    context: {},
    receipt: { accepted: events.length, rejected: [] },
    events: fresh,
  })
  return isNew ? figuresOf(fresh, answers.length) : nothing
}

function isFirst(seen: Set<string>, id: string): boolean {
  return seen.size !== seen.add(id).size
}

function figuresOf(fresh: readonly WireEvent[], all: number): Committed {
  const added = fresh.filter((event) => event.type === 'answered')
  return {
    answersAdded: added.length,
    answersKnown: all - added.length,
    wordsAdded: added.filter((event) => event.comment).length,
    outcomesAdded: fresh.filter((event) => event.type === 'outcome').length,
  }
}
