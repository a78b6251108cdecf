import { hash } from 'node:crypto'

import { type AnsweredEvent, DEFAULT_BUDGET, stickyNumber } from '@attune/protocol'

import type { KnownProject } from '../configure/directory.ts'
import type { Commit } from './commit.ts'
import type { SetAside, TurnRow } from './rows.ts'
import { withoutEvents } from './without-events.ts'

/** What an answer has to be the first to take in order to count, and what becomes of it otherwise. */
export interface Turn {
  row: TurnRow
  /** `person`: it is set aside. `impression`: it is refused, because nobody is shown one thing twice. */
  kind: 'person' | 'impression'
}

/**
 * The turns of an answer: one counted answer per person, prompt and quiet time, and one per impression.
 *
 * Quiet time is cut into stretches as long as the project's `sameStepDays`, which begin at another day for everybody; who
 * answers again in a new stretch is counted again. Somebody of whom no id is kept has no turn, and neither has who speaks up unasked.
 *
 * Source: TRUST T3: unique in the database rather than looked up and then written, which 400 at once would get around.
 *
 * @param day The local day of the answer.
 */
export function turnsOf(event: AnsweredEvent, visitor: string | null, day: string, project: KnownProject): Turn[] {
  const { id: answer, prompt, impression } = event
  const turn = (kind: Turn['kind'], ...parts: (string | number)[]): Turn => ({
    kind,
    row: { lane: project.lane, project_id: project.id, id: idOf(kind, parts), answer, day },
  })
  const turns: Turn[] = []
  const days = quietDaysOf(project)
  if (visitor !== null && days > 0) {
    const since = Math.floor(stickyNumber(visitor, 'turn') * days)
    turns.push(turn('person', prompt, visitor, Math.floor((Date.parse(day) / DAY_MS + since) / days)))
  }
  if (impression !== undefined) turns.push(turn('impression', impression))
  return turns
}

function quietDaysOf({ config }: KnownProject): number {
  return Math.ceil(config.settings.budget?.sameStepDays ?? DEFAULT_BUDGET.sameStepDays)
}

/**
 * The first half of a hash, as a UUID. Its first bit says of which kind it is, so that impressions come before people in the order of
 * keys: an answer whose impression is used must not take its person's turn.
 */
function idOf(kind: Turn['kind'], parts: (string | number)[]): string {
  const hex = hash('sha256', [kind, ...parts].join('\0'), 'hex')
  const first = parseInt(hex.charAt(0), 16)
  const marked = kind === 'person' ? first | 8 : first & 7
  return `${marked.toString(16)}${hex.slice(1, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`
}

const DAY_MS = 86_400_000

/** The batch, given turns that other answers have. */
export function withoutTurns(commit: Commit, lost: readonly Turn[]): Commit {
  const lostBy = (kind: Turn['kind']) => new Set(lost.filter((turn) => turn.kind === kind).map(({ row }) => row.answer))
  const used = lostBy('impression')
  const refused = commit.events.filter((event) => event.type === 'answered' && used.has(event.id.toLowerCase()))
  const repeated = [...lostBy('person')].map((id): [string, SetAside] => [id, 'repeated'])
  const setAside = new Map([...(commit.setAside ?? []), ...repeated])
  return { ...withoutEvents(commit, new Set(refused), 'impression_used'), setAside }
}
