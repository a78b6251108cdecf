import { peopleIn, RULES } from '../../../packages/server/src/analyse/privacy-gate/blocks.ts'
import { everyQuery, type Row } from './asking.ts'
import type { Gate } from './gates.ts'
import { createEquations, groupsAddingUp } from './linear.ts'
import { dayAt, DAYS, DEVICES, type Given, LOCALES, STEPS } from './people.ts'

/** What an attacker has found out of a population. */
export interface Attack {
  /** Queries times days. */
  queries: number
  /** Different sums of answers that were told. */
  sums: number
  /** How many of them are independent of each other. */
  rank: number
  /** Groups of fewer than k people whose sum is known, as the people's answers. */
  isolated: Given[][]
  /** The day on which the first such group was found; null: never. */
  brokenOn: number | null
  /** The share of answers that were told of at the end. */
  told: number
}

export interface Asking {
  from?: number
  untilBroken?: boolean
}

/**
 * Asks everything, every day, and works out what follows.
 *
 * The attacker is given more than anybody has: for every row that is told, who is in it. Unknown is only what they said. Answers that
 * no row tells apart are one unknown, because whatever follows from sums holds all of them or none.
 *
 * @param from The first day that is asked on: with the last, time tells nothing.
 * @param untilBroken Ends with the first group that is found, instead of the last day.
 */
export function attack(
  given: readonly Given[],
  gate: Gate,
  random: () => number,
  { from = 0, untilBroken = false }: Asking = {},
): Attack {
  const names = given.map(() => Math.floor(random() * 2 ** 40))
  const sums = new Map<number, number[]>()
  let queries = 0
  let isolated: Given[][] = []
  let brokenOn: number | null = null
  let rank = 0
  for (let i = 0; i < DAYS; i++) {
    const day = dayAt(i)
    gate.close(
      given.filter((answer) => answer.day <= day),
      day,
    )
    if (i < from) continue
    const before = sums.size
    for (const query of QUERIES) {
      queries++
      for (const row of gate.ask(query)) {
        const name = nameOf(row, names)
        if (!sums.has(name))
          sums.set(
            name,
            row.items.flatMap(({ answers }) => answers.map(({ at }) => at)),
          )
      }
    }
    const isLast = i === DAYS - 1
    if ((!untilBroken || sums.size === before) && !isLast) continue
    const found = isolate(given, [...sums.values()], random)
    rank = found.rank
    if (found.isolated.length === 0) continue
    isolated = found.isolated
    brokenOn = i
    break
  }
  const told = new Set([...sums.values()].flat()).size / given.length
  return { queries, sums: sums.size, rank, isolated, brokenOn, told }
}

const QUERIES = everyQuery({ step: STEPS, device: DEVICES, locale: LOCALES })

/** Rows of the same answers have the same name; others nearly never. */
function nameOf({ items }: Row, names: readonly number[]): number {
  let name = 0
  for (const { answers } of items) for (const { at } of answers) name += names[at] ?? 0
  return name
}

function isolate(given: readonly Given[], sums: readonly number[][], random: () => number) {
  const classOf = classesOf(given.length, sums)
  const members = Map.groupBy(given, ({ at }) => classOf[at] ?? 0)
  const people = (classes: readonly number[]) => peopleIn(classes.flatMap((one) => members.get(one) ?? []))
  const isSmall = (classes: readonly number[]) => people(classes) < RULES.k
  const equations = createEquations(members.size)
  // The shortest first: they say the most with the least work.
  for (const sum of sums.toSorted((a, b) => a.length - b.length))
    equations.add([...new Set(sum.map((at) => classOf[at] ?? 0))])
  const small = [...members.keys()].filter((one) => isSmall([one]))
  const isolated = groupsAddingUp(equations.marks(random), small, isSmall)
    .filter((group) => equations.follows(group))
    .map((group) => group.flatMap((one) => members.get(one) ?? []))
  return { rank: equations.rank(), isolated }
}

/** For each answer the number of its class: two are in one class where every sum holds both or neither. */
function classesOf(size: number, sums: readonly number[][]): number[] {
  const classOf = Array<number>(size).fill(0)
  let count = 1
  for (const sum of sums) {
    const inside = new Map<number, number>()
    const sizes = new Map<number, number>()
    for (const at of sum) {
      const own = classOf[at] ?? 0
      sizes.set(own, (sizes.get(own) ?? 0) + 1)
    }
    const whole = new Map<number, number>()
    for (const own of classOf) if (sizes.has(own)) whole.set(own, (whole.get(own) ?? 0) + 1)
    for (const at of sum) {
      const own = classOf[at] ?? 0
      if (sizes.get(own) === whole.get(own)) continue
      const split = inside.get(own) ?? count++
      inside.set(own, split)
      classOf[at] = split
    }
  }
  return classOf
}
