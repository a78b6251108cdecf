import { useEffect, useRef } from 'react'

import { type Notices, on } from '../index.ts'
import { quietly } from '../natives.ts'

/** Is told of what happens, as with `on`, while the component is in the page; the newest handler is called. */
export function useNotice<E extends keyof Notices>(event: E, handler: (notice: Notices[E]) => void): void {
  const newest = useRef(handler)
  useEffect(() => {
    newest.current = handler
  })
  useEffect(() => {
    const hear: Hear = (notice) => newest.current(notice as Notices[E])
    const all = listeners(event)
    all.add(hear)
    return () => void all.delete(hear)
  }, [event])
}

type Hear = (notice: unknown) => void

/**
 * Who is told of an event now. Attune itself is asked once for each, and for good: StrictMode takes every component out and
 * puts it back, and what happens first must not fall in between.
 */
function listeners(event: keyof Notices): Set<Hear> {
  const known = heard.get(event)
  if (known) return known
  const all = new Set<Hear>()
  heard.set(event, all)
  on(event, (notice: unknown) => {
    for (const hear of all) quietly(() => hear(notice))
  })
  return all
}

const heard = new Map<keyof Notices, Set<Hear>>()
