/**
 * Keeps the focus on the page where what was pressed goes with what it changed, or is moved: else whoever uses a keyboard would begin
 * again at the top, and whoever hears the page would hear nothing.
 *
 * Called as the address changes, and as something is done that takes its own button away. It goes back to what was pressed where that
 * is still there, and else to the nearest heading; not where something else has taken it by then.
 */
export function keepFocus(): void {
  watching?.disconnect()
  const pressed = document.activeElement
  if (!(pressed instanceof HTMLElement) || pressed === document.body) return
  const observer = new MutationObserver(() => {
    const now = document.activeElement
    if (now === pressed) return
    if (now === null || now === document.body) {
      const next = pressed.isConnected ? pressed : headingHere()
      if (next === null) return
      next.focus({ preventScroll: true })
      if (next === pressed) return
    }
    observer.disconnect()
  })
  observer.observe(document.body, { childList: true, subtree: true })
  // Whoever puts the pointer somewhere takes the focus away themselves.
  addEventListener('pointerdown', () => observer.disconnect(), { once: true, capture: true })
  watching = observer
}

/** Of the question that is asked just now, else of the page. */
function headingHere(): HTMLElement | null {
  const question = document.getElementById('modal-title')
  if (question !== null) question.tabIndex = -1
  return question ?? document.querySelector<HTMLElement>('main h1[tabindex]')
}

let watching: MutationObserver | undefined
