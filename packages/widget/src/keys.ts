import type { Stage } from './stage.ts'

/**
 * Escape inside the card closes it; what is typed in the card stays in it.
 *
 * The page's own shortcuts see our element as their target, not a text field, and would act on every letter.
 * Arrows are the browser's own: they move and check, and follow the eye where text runs to the left.
 *
 * @returns closes, and gives a focus that was in the card back to its tab, or to where it came from.
 */
export function listenToKeys({ host, root }: Stage, onEscape: () => void): (close: () => void) => void {
  let opener: HTMLElement | null = null
  root.addEventListener('focusin', (event) => {
    // A page that holds the focus in a part of its own would take it from whoever writes here.
    event.stopPropagation()
    const from = (event as FocusEvent).relatedTarget as HTMLElement | null
    if (from && !root.contains(from)) opener = from
  })
  for (const type of ['keydown', 'keypress', 'keyup']) {
    root.addEventListener(type, (event) => {
      event.stopPropagation()
      const { key, isComposing } = event as KeyboardEvent
      if (type === 'keydown' && key === 'Escape' && !isComposing) onEscape()
    })
  }
  return (close) => {
    const hadFocus = document.activeElement === host
    close()
    if (hadFocus) (root.querySelector<HTMLElement>('.tab') ?? opener)?.focus()
  }
}
