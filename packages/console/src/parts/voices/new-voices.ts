import type { Voice } from '@attune/protocol'
import { useEffect, useRef, useState } from 'preact/hooks'

import { coalesce } from '../../coalesce.ts'
import { listen } from '../../live.ts'
import { fetchVoices, type VoicesQuery } from '../../voices-api.ts'
import type { OpenVoices } from '../../voices.ts'

/**
 * How many voices came in since a list was fetched, kept true while the page stands; 0 where none did.
 *
 * They are counted and not shown: what somebody reads stays where it is until they ask for more.
 *
 * @param isLive Where answers are told once a day, a count would tell of them before.
 */
export function useNewVoices(
  query: VoicesQuery,
  { list, more }: Pick<OpenVoices, 'list' | 'more'>,
  isLive: boolean,
): number {
  const key = JSON.stringify(query)
  const [newest, setNewest] = useState<{ key: string; voices: Voice[] }>({ key, voices: [] })
  const asked = useRef(query)
  asked.current = query
  useEffect(() => {
    if (!isLive) return undefined
    const controller = new AbortController()
    const { project, journey, q } = asked.current
    const look = coalesce(
      async () => {
        const { voices } = await fetchVoices(asked.current, null, controller.signal)
        if (!controller.signal.aborted) setNewest({ key, voices })
      },
      q ? SEARCH_GAP_MS : GAP_MS,
    )
    const stop = listen(project, {
      changed: (changed) => {
        if (changed === journey) look.call()
      },
      lost: () => undefined,
      // What came in meanwhile was not told.
      back: look.call,
    })
    return () => {
      controller.abort()
      stop()
      look.stop()
    }
  }, [key, isLive])
  return list === null || newest.key !== key ? 0 : countNew(newest.voices, list, more === null)
}

/**
 * How many are not listed yet, wherever they stand: an answer may come long after it was given.
 *
 * What is unknown below everything that is known is new only where the list has no more pages: else it moved up from there.
 *
 * @param newest,list Newest first.
 */
export function countNew(newest: readonly Voice[], list: readonly Voice[], isWhole: boolean): number {
  const known = new Set(list.map(({ id }) => id))
  const last = newest.findLastIndex(({ id }) => known.has(id))
  return newest.filter(({ id }, i) => !known.has(id) && (isWhole || last === -1 || i < last)).length
}

const GAP_MS = 2_000
/** Whoever looks for a word waits longer: it costs the service more. */
const SEARCH_GAP_MS = 30_000
