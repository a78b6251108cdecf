import { listen } from './listen.ts'
import { watchRequests } from './watch-requests.ts'

/** Counts what a page does by way of answering a click: what it changes, requests, scrolls, moves the focus to, goes to. */
export function watchReactions(page: Window) {
  const { document } = page
  const ended = new AbortController()
  const { signal } = ended
  const startedAt = page.performance.now()
  let count = 0
  const react = () => void count++

  const observer = new MutationObserver(react)
  // A form that is sent is a reaction only where the page does not keep it from being sent.
  listen(page, 'submit', signal, (event) => void setTimeout(() => event.defaultPrevented || react()))
  listen(page, REACTIONS, signal, react)
  const stop = watchRequests(({ startTime }) => startTime >= startedAt && react())

  return {
    /** Looks into the shadow roots on a click's way, too. */
    look(path: EventTarget[]) {
      for (const root of path)
        if (root === document || root instanceof ShadowRoot)
          observer.observe(root as Node, { childList: true, subtree: true, attributes: true, characterData: true })
    },
    count: () => count,
    stop() {
      observer.disconnect()
      stop()
      ended.abort()
    },
  }
}

const REACTIONS =
  'invalid input change reset scroll focusin blur toggle play pause copy popstate hashchange beforeprint fullscreenchange visibilitychange'
