import css from './widget.css'

/** The element a prompt lives in, apart from the host's page, and everything that ends with it. */
export interface Stage {
  host: HTMLElement
  root: ShadowRoot
  /** Ends when the prompt is removed: listeners and observers go with it. */
  signal: AbortSignal
  remove: () => void
}

/**
 * Mounts an empty shadow root, in this script's own document.
 *
 * It is open: a closed one protects nothing from a page that runs the script, and would keep accessibility tools out.
 * The one style sheet is constructed and adopted, which a strict `style-src` lets through without a nonce.
 */
export function createStage(into?: HTMLElement): Stage {
  const ended = new AbortController()
  const host = document.createElement('attune-prompt')
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  root.adoptedStyleSheets = [sheet]
  ;(into ?? document.body).append(host)
  if (!into) lift(host)
  return {
    host,
    root,
    signal: ended.signal,
    remove() {
      ended.abort()
      host.remove()
    },
  }
}

/** Calls once when at least half of the card is on the screen; a page that is hidden draws nothing, so it waits. */
export function whenSeen(card: Element, call: () => void): void {
  const observer = new IntersectionObserver(
    ([entry]) => {
      if (!entry || entry.intersectionRatio < HALF) return
      observer.disconnect()
      call()
    },
    { threshold: HALF },
  )
  observer.observe(card)
}

/** Into the browser's top layer, where there is one: no ancestor's `transform` or `overflow` reaches the card there. */
function lift(host: HTMLElement): void {
  host.popover = 'manual'
  host.showPopover?.()
}

const HALF = 0.5
