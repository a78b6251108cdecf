import { useCallback, useEffect, useRef, useState } from 'preact/hooks'

import { keepFocus } from './keep-focus.ts'
import { ApiError } from './request.ts'
import { parseRoute, type Route } from './route.ts'

/** What is being fetched: the last good answer stays while a newer one is on its way. */
export interface Loading<T> {
  data: T | null
  error: ApiError | null
  /** Nothing to show for 300 ms: time for a skeleton, not before. */
  isSlow: boolean
  reload: () => Promise<void>
}

/** @param key What is fetched: when it changes, the old answer is let go. */
export function useLoading<T>(key: string, fetchIt: (signal: AbortSignal) => Promise<T>): Loading<T> {
  const [state, setState] = useState<{ key: string; data: T | null; error: ApiError | null }>({
    key,
    data: null,
    error: null,
  })
  const [isSlow, setSlow] = useState(false)
  const running = useRef<AbortController | null>(null)
  const latest = useRef(fetchIt)
  latest.current = fetchIt

  const reload = useCallback(async () => {
    running.current?.abort()
    const controller = new AbortController()
    running.current = controller
    try {
      const data = await latest.current(controller.signal)
      if (!controller.signal.aborted) setState({ key, data, error: null })
    } catch (error) {
      if (controller.signal.aborted) return
      setState((old) => ({ key, data: old.key === key ? old.data : null, error: asApiError(error) }))
    }
  }, [key])

  useEffect(() => {
    setSlow(false)
    const timer = setTimeout(() => setSlow(true), SKELETON_AFTER_MS)
    void reload()
    return () => {
      clearTimeout(timer)
      running.current?.abort()
    }
  }, [reload])

  const isCurrent = state.key === key
  return { data: isCurrent ? state.data : null, error: isCurrent ? state.error : null, isSlow, reload }
}

/** The answer, and while another is on its way the one before, so that nothing jumps; null once that has failed. */
export function useKept<T>({ data, error }: Loading<T>): T | null {
  const last = useRef<T | null>(null)
  if (data !== null) last.current = data
  return data ?? (error === null ? last.current : null)
}

/** Fetches again whenever the news are others, such as a map that was fetched again; not for those that were there from the first. */
export function useReloadOn(news: unknown, reload: () => Promise<void>): void {
  const seen = useRef(news)
  useEffect(() => {
    if (seen.current === news) return
    seen.current = news
    void reload()
  }, [news, reload])
}

/** The route of the address bar, and the same after every click on a link of ours and every step back. */
export function useRoute(): Route {
  const [route, setRoute] = useState(() => parseRoute(location.pathname, location.search))
  useEffect(() => {
    const read = (): void => setRoute(parseRoute(location.pathname, location.search))
    addEventListener('popstate', read)
    addEventListener(NAVIGATED, read)
    document.addEventListener('click', followOwnLink)
    return () => {
      removeEventListener('popstate', read)
      removeEventListener(NAVIGATED, read)
      document.removeEventListener('click', followOwnLink)
    }
  }, [])
  return route
}

/** @param isReplacing Leaves no step back to here, as for a redirect or a filter. */
export function navigate(href: string, isReplacing = false): void {
  if (isReplacing) history.replaceState(null, '', href)
  else history.pushState(null, '', href)
  keepFocus()
  dispatchEvent(new Event(NAVIGATED))
}

/**
 * Gives the title, and moves the focus to the heading when the person came here from another of our pages.
 *
 * A heading that waits for its data gets it once it is there, unless the person has gone on to something else by then.
 */
export function usePage(title: string): { current: HTMLHeadingElement | null } {
  const heading = useRef<HTMLHeadingElement | null>(null)
  useEffect(() => {
    document.title = `${title} – Attune`
  }, [title])
  /** What had the focus when the page came; undefined: the heading needs it no more. */
  const came = useRef<Element | null | undefined>(undefined)
  useEffect(() => {
    // Nor where the console goes on by itself as it is opened: then nobody was anywhere before.
    if (hasNavigated && navigator.userActivation.hasBeenActive) {
      scrollTo(0, 0)
      came.current = document.activeElement
    }
    hasNavigated = true
  }, [])
  useEffect(() => {
    if (came.current === undefined || heading.current === null) return
    const now = document.activeElement
    if (now === came.current || now === document.body || now === null) heading.current.focus({ preventScroll: true })
    came.current = undefined
  })
  return heading
}

function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error
  return new ApiError(
    'That did not work',
    'The console could not read the answer. Reload the page to get its newest version.',
    'internal',
  )
}

function followOwnLink(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest('a') : null
  if (link === null || event.defaultPrevented || event.button !== 0 || link.target !== '') return
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  const url = new URL(link.href)
  if (url.origin !== location.origin || !url.pathname.startsWith('/console/') || url.hash !== '') return
  event.preventDefault()
  navigate(url.pathname + url.search, link.dataset['replace'] !== undefined)
}

let hasNavigated = false
const NAVIGATED = 'attune:navigated'
const SKELETON_AFTER_MS = 300
