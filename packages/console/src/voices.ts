import type { Voice, VoicesAnswer, VoicesSearch } from '@attune/protocol'
import { useState } from 'preact/hooks'

import { useLoading, useReloadOn } from './hooks.ts'
import type { ApiError } from './request.ts'
import { fetchVoices, type VoicesQuery } from './voices-api.ts'

/** Where voices are looked at. */
export interface VoicesAt {
  project: string
  /** Null where only the day is told. */
  zone: string | null
  /** The names of the journey's steps by their ids, in its order. */
  steps: ReadonlyMap<string, string>
}

/** The answers that fit a query, as far as they were opened. */
export interface OpenVoices {
  /** Newest first; null until the first answer came. */
  list: Voice[] | null
  /** How the words to look for were read; null without any. */
  search: VoicesSearch | null
  error: ApiError | null
  isSlow: boolean
  /** Tries again what failed. */
  retry: () => Promise<void>
  /** Fetches the newest again. */
  reload: () => Promise<void>
  /** Fetches what comes after the last; null at the end. */
  more: (() => Promise<void>) | null
}

/**
 * Keeps the answers live: whenever the news are others, such as a map that was fetched again, the newest answers are fetched too, and
 * what was opened stays open.
 */
export function useVoices(query: VoicesQuery, news: unknown): OpenVoices {
  const key = JSON.stringify(query)
  const newest = useLoading(key, (signal) => fetchVoices(query, null, signal))
  const [older, setOlder] = useState<{ key: string; voices: Voice[]; next: string | null } | null>(null)
  const [failed, setFailed] = useState<{ key: string; error: ApiError } | null>(null)

  const { reload } = newest
  useReloadOn(news, reload)

  // Where more came in than a page holds, what was opened no longer begins where it ends.
  const opened = older?.key === key && !isTorn(newest.data, older.voices) ? older : null
  const next = opened === null ? (newest.data?.next ?? null) : opened.next
  const more = async (): Promise<void> => {
    try {
      // Once a second page stands below it, the first must not lose at its end what comes in at its head.
      const page = await fetchVoices(query, next)
      setFailed(null)
      setOlder({ key, voices: merge(opened?.voices ?? newest.data?.voices ?? [], page.voices), next: page.next })
    } catch (error) {
      setFailed({ key, error: error as ApiError })
    }
  }
  return {
    list: newest.data === null ? null : merge(newest.data.voices, opened?.voices ?? []),
    search: newest.data?.search ?? null,
    error: newest.error ?? (failed?.key === key ? failed.error : null),
    isSlow: newest.isSlow,
    retry: newest.error === null && failed?.key === key ? more : reload,
    reload,
    more: next === null ? null : more,
  }
}

/** Whether a page ends before the first of those that stood at its head, so that some between the two are missing. */
export function isTorn(newest: Pick<VoicesAnswer, 'voices' | 'next'> | null, older: readonly Voice[]): boolean {
  if (newest === null || newest.next === null) return false
  const ids = new Set(older.map(({ id }) => id))
  return !newest.voices.some(({ id }) => ids.has(id))
}

/** Both lists in order, each voice once: the newer list wins. */
export function merge(newer: Voice[], older: Voice[]): Voice[] {
  const ids = new Set(newer.map(({ id }) => id))
  return [...newer, ...older.filter(({ id }) => !ids.has(id))]
}
