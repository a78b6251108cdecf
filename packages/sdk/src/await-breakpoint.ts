import { quietly } from './natives.ts'

/**
 * Waits until the person pauses: two seconds without a key, a pointer or a scroll, and not busy.
 *
 * Source: docs/method.md, section 7: deferring to breakpoints cuts frustration; a question that comes late is about another
 * moment.
 *
 * @param until When to give up, in milliseconds since 1970.
 * @param isOver Whether nobody waits any more.
 * @param onEnd Told once, whether there was a pause.
 */
export function awaitBreakpoint(
  page: Document,
  until: number,
  isOver: () => boolean,
  onEnd: (isPaused: boolean) => void,
): void {
  let last = Date.now()
  const note = () => {
    last = Date.now()
  }
  const timer = setInterval(() => {
    const now = Date.now()
    const isPaused = now - last >= PAUSE_MS && now <= until && !isBusy(page)
    if (!isPaused && now <= until && !isOver()) return
    clearInterval(timer)
    for (const type of SIGNS) page.removeEventListener(type, note, LISTEN)
    if (!isOver()) quietly(() => onEnd(isPaused))
  }, 250)
  for (const type of SIGNS) page.addEventListener(type, note, LISTEN)
}

/** Whether the person is typing, or has a dialog, a film or full screen open, or looks at another page. */
export function isBusy(page: Document): boolean {
  const focus = page.activeElement as HTMLElement | null
  return (
    page.visibilityState === 'hidden' ||
    !!page.fullscreenElement ||
    !!focus?.isContentEditable ||
    !!focus?.matches(EDITABLE) ||
    // Some pages keep their closed dialogs about.
    [...page.querySelectorAll('dialog[open],[aria-modal=true]')].some((dialog) => dialog.getClientRects().length) ||
    // A silent film is decoration.
    [...page.querySelectorAll<HTMLMediaElement>('video,audio')].some((media) => !media.paused && !media.muted)
  )
}

const PAUSE_MS = 2000
const SIGNS = ['keydown', 'pointerdown', 'input', 'scroll', 'wheel', 'touchmove']
const LISTEN = { capture: true, passive: true }
const EDITABLE = 'textarea,select,input:not([type=button],[type=submit],[type=reset],[type=checkbox],[type=radio])'
