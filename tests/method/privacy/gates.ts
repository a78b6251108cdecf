import { peopleIn, RULES, type Rules, tell } from '../../../packages/server/src/analyse/privacy-gate/blocks.ts'
import { suppress } from '../../../packages/server/src/analyse/statistics/suppress.ts'
import { type Item, type Row, rowsOf } from './asking.ts'
import type { Given } from './people.ts'

type Query = Parameters<typeof rowsOf>[1]

/** What stands between answers and whoever asks. */
export interface Gate {
  /** A day is over. @param all Every answer up to then. */
  close: (all: readonly Given[], day: string) => void
  ask: (query: Query) => Row[]
}

const K = RULES.k

/** The gate of the service. */
export function createBlocks(change: Partial<Rules> = {}): Gate {
  const rules = { ...RULES, impersonal: 2, ...change }
  let waiting: Given[] = []
  let seen = 0
  const items: Item[] = []
  return {
    close(all, day) {
      const next = tell([...waiting, ...all.slice(seen)], day, rules)
      seen = all.length
      waiting = next.waiting
      for (const { place, segment, day: last, answers } of next.told)
        items.push({ keys: [place, ...segment, last], answers })
    },
    ask: (query) => rowsOf(items, query),
  }
}

/** Only rows of fewer than k answers are hidden. */
export const createPrimary = (): Gate => oneByOne((rows) => rows.filter(({ items }) => items.length >= K))

/** Each answer is safe by itself: k people, and neither the rest of the total nor what is hidden beside it is fewer. */
export const createSiblings = (): Gate =>
  oneByOne((rows) => {
    const people = (some: readonly Row[]) => peopleIn(some.flatMap(answersOf))
    const hidden = new Set(suppress(people(rows), new Map(rows.map((row, i) => [`${i}`, people([row])])), K))
    return rows.filter((_, i) => !hidden.has(`${i}`))
  })

/** Gates with a hole, which whoever attacks has to find. */
export const PLANTED: Record<string, () => Gate> = {
  'blocks of four': () => createBlocks({ k: K - 1 }),
  'answers are taken for people': () => {
    const gate = createBlocks()
    return {
      close: (all, day) =>
        gate.close(
          all.map((answer) => ({ ...answer, person: null })),
          day,
        ),
      ask: gate.ask,
    }
  },
  'the total holds who waits': () => {
    const gate = createBlocks()
    let everybody: Item[] = []
    return {
      close(all, day) {
        gate.close(all, day)
        everybody = itemsOf(all)
      },
      ask: (query) => (query.by.length + query.where.length === 0 ? rowsOf(everybody, query) : gate.ask(query)),
    }
  },
  'locales are told of in blocks of their own': () => {
    const [one, other] = [createBlocks(), createBlocks()]
    return {
      close(all, day) {
        one.close(all, day)
        other.close(
          all.map((answer) => ({ ...answer, segment: answer.segment.toReversed() })),
          day,
        )
      },
      ask: (query) =>
        query.by.includes(LOCALE)
          ? other.ask({ ...query, by: query.by.map((key) => SWAPPED[key] ?? key), where: [] })
          : one.ask(query),
    }
  },
}

function oneByOne(show: (rows: Row[]) => Row[]): Gate {
  let items: Item[] = []
  return {
    close: (all) => {
      items = itemsOf(all)
    },
    ask: (query) => show(rowsOf(items, query)),
  }
}

const answersOf = ({ items }: Row): Given[] => items.flatMap(({ answers }) => answers)
const itemsOf = (all: readonly Given[]): Item[] =>
  all.map((answer) => ({ keys: [answer.place, ...answer.segment, answer.day], answers: [answer] }))

/** The places of keys, and those of a segment the other way around. */
const LOCALE = 2
const SWAPPED = [0, 2, 1, 3]
