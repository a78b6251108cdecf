/**
 * Keeps the focus on the page where what was pressed goes with what it changed, or is moved: else whoever uses a keyboard would begin
 * again at the top, and whoever hears the page would hear nothing.
 *
 * Called as the address changes. It goes back to what was pressed where that is still there, and else to the page's heading; not
 * where something else has taken it by then.
 */
export function keepFocus(): void {
  watching?.disconnect()
  const pressed = document.activeElement
  if (!(pressed instanceof HTMLElement) || pressed === document.body) return
  watching = new MutationObserver((_, observer) => {
    const now = document.activeElement
    if (now === pressed) return
    if (now === null || now === document.body) {
      const next = pressed.isConnected ? pressed : document.querySelector<HTMLElement>('main h1[tabindex]')
      if (next === null) return
      next.focus({ preventScroll: true })
      if (next === pressed) return
    }
    observer.disconnect()
  })
  watching.observe(document.body, { childList: true, subtree: true })
}

let watching: MutationObserver | undefined
