import { hypergeometricTail } from '../analyse/statistics/distributions/hypergeometric.ts'
import { leastChance } from '../analyse/statistics/words/false-terms.ts'
import { logOdds, type WordCounts } from '../analyse/statistics/words/log-odds.ts'

/** A comment, as far as themes look at it. */
export interface Said {
  /** Whose it is. */
  person: string
  terms: ReadonlySet<string>
}

/** What people on one side speak of more than those on the other. */
export interface ContrastTerm {
  term: string
  /** Other terms that stand in nearly the same comments, and were not listed for that. */
  also: string[]
  /** How many people used it on this side, and on the other. */
  people: number
  others: number
  z: number
  /** The places of the comments with it, on this side. */
  places: number[]
}

/**
 * The terms that tell one side's comments from the other's, the most telling first. Each person counts once per term and side.
 *
 * A list shows what several people say, and what chance does not make: fewer than `minPeople`, or a z below 1.5, is no theme. In
 * real comments thousands of terms are compared, of which some reach that z by luck; so each must be unlikely enough as well for a
 * list to hold half a false term on average, and not more. Source: docs/method.md, Themes.
 */
export function contrastTerms(
  side: readonly Said[],
  other: readonly Said[],
  { limit, minPeople = MIN_PEOPLE }: { limit: number; minPeople?: number },
): ContrastTerm[] {
  const here = countPeople(side)
  const there = countPeople(other)
  const [first, second] = foldRare(here.counts, there.counts, minPeople)
  const isUnlikely = chanceOf(here, there)
  const telling = [...logOdds(first, second)]
    .filter(([term, { z }]) => term !== RARE && z >= MIN_Z && isUnlikely(term))
    .toSorted(([a, { z: za }], [b, { z: zb }]) => zb - za || wordsIn(b) - wordsIn(a) || (a < b ? -1 : 1))
  const chosen: ContrastTerm[] = []
  for (const [term, { z }] of telling) {
    const places = [...side.keys()].filter((place) => side[place]?.terms.has(term))
    const same = chosen.find((one) => isSame(one.places, places))
    if (same) same.also.push(term)
    else if (chosen.length === limit) break
    else
      chosen.push({
        term,
        also: [],
        people: here.counts.get(term) ?? 0,
        others: there.counts.get(term) ?? 0,
        z,
        places,
      })
  }
  return chosen
}

/** Of terms that tell as much, two words say better what it is about. */
function wordsIn(term: string): number {
  return term.split(' ').length
}

interface People {
  all: number
  /** By term. */
  counts: WordCounts
}

/** How many people there are, and how many used each term. */
function countPeople(side: readonly Said[]): People {
  const ofPerson = new Map<string, ReadonlySet<string>>()
  for (const { person, terms } of side) {
    const before = ofPerson.get(person)
    ofPerson.set(person, before ? new Set([...before, ...terms]) : terms)
  }
  const counts = new Map<string, number>()
  for (const terms of ofPerson.values()) for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
  return { all: ofPerson.size, counts }
}

/** Tells whether chance alone would hardly have brought so many of a term's people to the first side. */
function chanceOf(here: People, there: People): (term: string) => boolean {
  const people = here.all + there.all
  const totals = new Map(here.counts)
  for (const [term, count] of there.counts) totals.set(term, (totals.get(term) ?? 0) + count)
  const least = leastChance(totals.values(), people, here.all, MAX_FALSE)
  return (term) => {
    const draw = { people, drawn: here.all, having: totals.get(term) ?? 0 }
    return hypergeometricTail(here.counts.get(term) ?? 0, draw) <= least
  }
}

/**
 * Counts all terms that too few used on the first side as one. The others come out as they would without, because every sum stays;
 * and there are ten times fewer of them to work through.
 */
function foldRare(here: WordCounts, there: WordCounts, minPeople: number): [WordCounts, WordCounts] {
  const isRare = (term: string) => (here.get(term) ?? 0) < minPeople
  const fold = (counts: WordCounts) => {
    const folded = new Map<string, number>([[RARE, 0]])
    for (const [term, people] of counts) {
      const name = isRare(term) ? RARE : term
      folded.set(name, (folded.get(name) ?? 0) + people)
    }
    return folded
  }
  return [fold(here), fold(there)]
}

/** Whether two terms stand in nearly the same comments: at least four fifths of those with either. */
function isSame(a: readonly number[], b: readonly number[]): boolean {
  const of = new Set(a)
  const both = b.reduce((sum, place) => (of.has(place) ? sum + 1 : sum), 0)
  return both >= SAME * (a.length + b.length - both)
}

const RARE = ''
/** Fewer are no several. */
export const MIN_PEOPLE = 3
const MIN_Z = 1.5
/** False terms per list, expected: half of one. */
const MAX_FALSE = 0.5
/** Of the comments with either of two terms, how many must have both. */
const SAME = 0.8
