import { addDays } from '../days.ts'

/** An answer that no figure holds yet. */
export interface Waiting {
  id: string
  /** Who gave it, where an id is kept. Of answers without one nobody can tell whether two are of one person: each counts as one. */
  person: string | null
  /** The local day on which it came in, which nobody can change afterwards. */
  day: string
  /** What is never mixed: where it was given, and to which question. */
  place: string
  /** What it may be told apart by, in the order of `Rules.segments`. */
  segment: readonly string[]
}

/** Answers of at least k people that are told of together or not at all; no answer is in two. */
export interface Block<Answer extends Waiting = Waiting> {
  place: string
  /** The last day that an answer of it came in on. */
  day: string
  /** Null where it mixes several: it is told without that key. */
  segment: readonly (string | null)[]
  answers: readonly Answer[]
}

/** What a block has to hold. */
export interface Rules {
  /** People in a block. */
  k: number
  /** People in a block that is told apart by what people are, and not only by what they use. */
  kPersonal: number
  /** How many of the parts of a segment are not of that kind. They come first. */
  impersonal: number
  /** How long an answer waits for others of its whole segment, before it is told with fewer keys. */
  patienceDays: number
}

/** docs/decisions/0021-privacy-gate.md says why these. */
export const RULES: Omit<Rules, 'impersonal'> = { k: 5, kPersonal: 10, patienceDays: 7 }

/**
 * Takes out of the answers that wait whatever may be told, once a day is over.
 *
 * Whoever reads figures, by whatever keys and filters, on however many days, gets sums of blocks. Sums and differences of sums of
 * blocks are sums of blocks again, so that there is no way down to fewer than k people: not by the rest of a total, not by what
 * is hidden beside it, not by two filters that nearly agree, and not by asking again tomorrow.
 *
 * A segment of too few waits; after a week it is told with its neighbours, without the last key that tells them apart, and so on, up
 * to a step as a whole. Where even that is too few, it goes on waiting: it is counted nowhere, so that no total gives it away.
 *
 * @param waiting In any order. @param day Answers that came in later are not looked at.
 * @returns the blocks of this day, and who waits on.
 */
export function tell<Answer extends Waiting>(
  waiting: readonly Answer[],
  day: string,
  rules: Rules,
): { told: Block<Answer>[]; waiting: Answer[] } {
  const told: Block<Answer>[] = []
  const left = new Set(waiting)
  const most = Math.max(0, ...waiting.map(({ segment }) => segment.length))
  const impatient = addDays(day, -rules.patienceDays)
  for (let kept = most; kept >= 0; kept--) {
    const least = kept > rules.impersonal ? rules.kPersonal : rules.k
    const ready = [...left].filter(({ day: since, segment }) => since <= (kept < segment.length ? impatient : day))
    for (const answers of groupsOf(ready, kept)) {
      if (peopleIn(answers) < least) continue
      told.push(blockOf(answers, kept))
      for (const answer of answers) left.delete(answer)
    }
  }
  return { told, waiting: [...left] }
}

/** How many people these answers are of, for certain. */
export function peopleIn(answers: readonly Pick<Waiting, 'id' | 'person'>[]): number {
  return new Set(answers.map(({ id, person }) => (person === null ? `answer ${id}` : `person ${person}`))).size
}

/** By place and the first parts of the segment. */
function groupsOf<Answer extends Waiting>(answers: readonly Answer[], kept: number): Answer[][] {
  const groups = Map.groupBy(answers, ({ place, segment }) => JSON.stringify([place, ...segment.slice(0, kept)]))
  return [...groups.values()]
}

function blockOf<Answer extends Waiting>(answers: readonly Answer[], kept: number): Block<Answer> {
  const [first] = answers
  if (!first) throw new RangeError('A block has answers.')
  return {
    place: first.place,
    day: answers.reduce((last, answer) => (answer.day > last ? answer.day : last), first.day),
    segment: first.segment.map((part, i) => (i < kept ? part : null)),
    answers,
  }
}
