import type { Given } from './people.ts'

/** What is counted together before anybody asks: an answer, or a block of them. */
export interface Item {
  /** What it is by each of `KEYS`; null where it is told without. */
  keys: readonly (string | null)[]
  answers: readonly Given[]
}

const KEYS = ['step', 'device', 'locale', 'day'] as const
type Key = (typeof KEYS)[number]

/** What may be asked: any keys, at most two filters. Several values of a filter are sums of rows that are asked for anyway. */
interface Query {
  /** Places in `KEYS`. */
  by: readonly number[]
  where: readonly { key: number; value: string }[]
}

/** A row that is answered, as the items it adds up. */
export interface Row {
  items: Item[]
}

/** Every query there is about these values. */
export function everyQuery(values: Readonly<Record<Exclude<Key, 'day'>, readonly string[]>>): Query[] {
  const filters = KEYS.flatMap((key, i) => (key === 'day' ? [] : values[key].map((value) => ({ key: i, value }))))
  const wheres = [
    [],
    ...filters.map((filter) => [filter]),
    ...filters.flatMap((one) => filters.filter((other) => other.key > one.key).map((other) => [one, other])),
  ]
  const bys = Array.from({ length: 2 ** KEYS.length }, (_, set) =>
    KEYS.flatMap((_key, i) => ((set >> i) % 2 ? [i] : [])),
  )
  return bys.flatMap((by) => wheres.map((where) => ({ by, where })))
}

/** The rows of a query, as the database makes them: whatever is alike in the asked keys is added up. */
export function rowsOf(items: readonly Item[], { by, where }: Query): Row[] {
  const rows = new Map<string, Row>()
  for (const item of items) {
    if (!where.every(({ key, value }) => item.keys[key] === value)) continue
    let name = ''
    for (const key of by) name += `${item.keys[key] ?? '-'} `
    const row = rows.get(name)
    if (row) row.items.push(item)
    else rows.set(name, { items: [item] })
  }
  return [...rows.values()]
}
