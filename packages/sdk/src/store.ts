import { parse, quietly, toJson } from './natives.ts'

/** Named values that outlive the page where they may, and live in this page's memory where they may not. */
export interface Store {
  /** What is absent is null; what cannot be read (corrupt, or storage throws) is undefined. */
  get: (key: string) => unknown
  /** Undefined removes the value. */
  set: (key: string, value?: unknown) => void
  /** The keys that start like this, in alphabetical order. */
  keys: (start: string) => string[]
  /**
   * Whether values are kept beyond this page. False removes what is stored; true moves what is in memory along,
   * unless something is stored: a person who consents anew at each page is the same.
   */
  keep: (isKept: boolean) => void
}

/**
 * A store under one prefix of `localStorage` or `sessionStorage`.
 *
 * What storage refuses (full, disabled, an opaque origin, no consent yet) is held in memory instead, value by value.
 *
 * @param open Gives the storage; may throw, as the mere mention of `localStorage` does in a sandboxed frame.
 */
export function createStore(prefix: string, open: () => Storage): Store {
  /** Wins over what is stored; an empty text stands for what storage does not let go of. */
  const memory = new Map<string, string>()
  let area: Storage | undefined

  const put = (key: string, text = '') => {
    memory.set(key, text)
    const isPut = quietly(() => {
      if (text) area!.setItem(key, text)
      else area?.removeItem(key)
      return true
    })
    if (isPut) memory.delete(key)
    // Where storage is full, the older value must not be read by the next page.
    else quietly(() => area!.removeItem(key))
  }
  const keys = (start: string) =>
    [...new Set([...memory.keys(), ...(quietly(() => Object.keys(area!)) ?? [])])]
      .filter((key) => key.startsWith(prefix + start) && memory.get(key) !== '')
      .map((key) => key.slice(prefix.length))
      // oxlint-disable-next-line unicorn/no-array-sort -- of a list made here; shorter, and older browsers have it
      .sort()

  return {
    get: (key) => quietly(() => parse((memory.get(prefix + key) ?? area?.getItem(prefix + key)) || 'null')),
    set: (key, value) => put(prefix + key, toJson(value)),
    keys,
    keep(isKept) {
      if (!isKept) for (const key of keys('')) put(prefix + key)
      area = isKept ? quietly(open) : undefined
      for (const [key, text] of memory)
        if (quietly(() => area!.getItem(key))) memory.delete(key)
        else put(key, text)
    },
  }
}
