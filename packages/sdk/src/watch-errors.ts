import { listen } from './listen.ts'
import { watchRequests } from './watch-requests.ts'
import type { Watching } from './watch.ts'

/**
 * Watches for `error`: what the page's code throws and does not catch, and its requests that fail.
 *
 * What cannot be read (a script of another origin says no more than "Script error.") may be anybody's, and what an extension
 * throws is not the page's.
 */
export function watchErrors({ page, signal, tell }: Watching): void {
  const note = (thrown: unknown, place = '') => {
    const { name, stack } = Object(thrown) as Partial<Error>
    // A request that was broken off was broken off on purpose.
    if (name !== 'AbortError' && !/-extension:/.test(place + stack)) tell('error')
  }
  listen(page, 'error', signal, ({ error, filename }: ErrorEvent) => error && note(error, filename))
  listen(page, 'unhandledrejection', signal, ({ reason }: PromiseRejectionEvent) => note(reason))
  signal.addEventListener(
    'abort',
    watchRequests(({ responseStatus }) => responseStatus >= 400 && tell('error')),
  )
}
