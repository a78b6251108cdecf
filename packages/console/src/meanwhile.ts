import { type Difference, differencesOf, isListed, isRecord, isSame, type Listed, partsOf } from './differences.ts'

/** What two people have made of the same thing: as it was when both began, and what each has made of it. */
export interface Versions<T> {
  seen: T
  mine: T
  theirs: T
}

/** A place at which two people say different things, and who of them has changed it; both where both have. */
export interface Clash {
  place: string[]
  mine: string | null
  theirs: string | null
  isMine: boolean
  isTheirs: boolean
}

/** Every place at which mine and theirs differ, so that both can be read before one of them goes. */
export function clashesOf({ seen, mine, theirs }: Versions<unknown>): Clash[] {
  return differencesOf({ before: mine, after: theirs }).map(({ place, before, after }: Difference): Clash => {
    const [was, own, other] = [seen, mine, theirs].map((one) => partAt(one, place))
    return { place, mine: before, theirs: after, isMine: !isSame(own, was), isTheirs: !isSame(other, was) }
  })
}

function partAt(value: unknown, place: readonly string[]): unknown {
  return place.reduce((inner: unknown, key) => partsOf(inner)?.[key], value)
}

/**
 * Mine on top of theirs: whatever one of the two has changed is in it, and where both have changed the same, mine.
 *
 * Lists of things with ids are put together thing by thing; what one has taken away and the other has written in stays.
 */
export function mergeOf<T>({ seen, mine, theirs }: Versions<T>): T {
  return merged(seen, mine, theirs) as T
}

function merged(seen: unknown, mine: unknown, theirs: unknown): unknown {
  if (isSame(mine, seen) || isSame(mine, theirs)) return theirs
  if (isSame(theirs, seen)) return mine
  if (isListed(mine) && isListed(theirs)) return mergedLists(isListed(seen) ? seen : [], mine, theirs)
  if (!isRecord(mine) || !isRecord(theirs)) return mine
  const was = isRecord(seen) ? seen : {}
  const keys = [...new Set([...Object.keys(theirs), ...Object.keys(mine)])]
  const parts = keys.map((key) => [key, merged(was[key], mine[key], theirs[key])] as const)
  return Object.fromEntries(parts.filter(([, part]) => part !== undefined))
}

/** In the order of whoever has changed it; mine where both have. */
function mergedLists(seen: Listed[], mine: Listed[], theirs: Listed[]): Listed[] {
  const ids = (list: Listed[]): string[] => list.map(({ id }) => id)
  const find = (list: Listed[], id: string): Listed | undefined => list.find((one) => one.id === id)
  const kept = ids(seen).filter((id) => find(mine, id))
  const [first, second] = isSame(
    ids(mine).filter((id) => find(seen, id)),
    kept,
  )
    ? [theirs, mine]
    : [mine, theirs]
  const order = ids(first)
  for (const [at, id] of ids(second).entries()) {
    if (order.includes(id)) continue
    const before = second[at - 1]?.id
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, id)
  }
  return order.flatMap((id) => {
    const [was, own, other] = [seen, mine, theirs].map((list) => find(list, id))
    const isGone =
      was !== undefined && ((own === undefined && isSame(other, was)) || (other === undefined && isSame(own, was)))
    if (isGone) return []
    return [own && other ? (merged(was, own, other) as Listed) : (own ?? other)].filter((one) => one !== undefined)
  })
}
