import type { Stage } from './stage.ts'

/**
 * Keeps a card or its tab off whatever in the host's page has the focus: it goes to the first corner where it hides none of it.
 *
 * Where every corner would (something as large as the page has the focus, or nothing has), it ends in the usual one.
 * Source: WCAG 2.2, 2.4.11 focus not obscured.
 *
 * @returns looks again, for when the card has changed its size.
 */
export function keepClear({ host, root, signal }: Stage): () => void {
  const look = () => requestAnimationFrame(() => root.querySelectorAll<HTMLElement>('.out').forEach(place))
  for (const type of ['focusin', 'scroll', 'resize']) {
    addEventListener(type, look, { signal, capture: true, passive: true })
  }
  return look

  function place(card: HTMLElement): void {
    const focused = document.activeElement
    if (!focused || focused === host) return
    const box = focused.getBoundingClientRect()
    for (const corner of [card.dataset.at ?? USUAL, 'bottom-start', 'top-end', 'top-start', USUAL]) {
      card.dataset.at = corner
      if (!overlaps(card.getBoundingClientRect(), box)) break
    }
  }
}

/** A box on the screen, as `getBoundingClientRect` gives it. */
type Box = Pick<DOMRect, 'left' | 'top' | 'right' | 'bottom'>

/** Whether two boxes share any of the screen; touching edges do not. */
export function overlaps(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}

/** The end is the right where text runs to the right. */
const USUAL = 'bottom-end'
