import { listen } from './listen.ts'
import type { Watching } from './watch.ts'

/**
 * Watches for how much of a page has been seen (`scrolled`), in the document or in an element that fills at least half of the
 * window. It is measured where the browser lays out the page anyway, and only while the person scrolls.
 */
export function watchScroll({ page, signal, pending, tell }: Watching): void {
  const { document } = page
  let isDue = false
  listen(document, 'scroll', signal, ({ target }) => {
    if (isDue) return
    isDue = true
    page.requestAnimationFrame(() => {
      isDue = false
      const area = target === document ? document.scrollingElement : (target as Element)
      if (!area || signal.aborted || !pending('scrolled').length) return
      const { scrollTop, clientHeight, scrollHeight } = area
      // One pixel for browsers that round.
      if (clientHeight * 2 >= page.innerHeight)
        tell('scrolled', Math.min(1, (scrollTop + clientHeight + 1) / scrollHeight))
    })
  })
}
