import type { JourneyConfig } from '@attune/protocol'

import { listen } from './listen.ts'
import { quietly } from './natives.ts'

/**
 * Watches for the steps that show by a selector: when an element that fulfils it comes into the page, and when one is clicked.
 *
 * A selector that no browser can read is fulfilled by nothing. What is inside of shadow roots is only noticed when clicked.
 */
export function watchSteps(
  page: Window,
  journeys: JourneyConfig[],
  signal: AbortSignal,
  onStep: (step: string) => void,
): void {
  const { document } = page
  const appearing: Named[] = []
  const clicked: Named[] = []
  for (const { id, steps } of journeys)
    for (const { id: step, match } of steps) {
      if (match?.appears) appearing.push([`${id}/${step}`, match.appears])
      if (match?.clicked) clicked.push([`${id}/${step}`, match.clicked])
    }

  if (clicked.length)
    listen(document, 'click', signal, (event) => {
      const path = event.composedPath()
      for (const [step, selector] of clicked)
        if (quietly(() => path.some((one) => (one as Element).matches?.(selector)))) onStep(step)
    })
  if (!appearing.length) return

  let present: Named[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  const look = () => {
    timer = undefined
    const before = present
    present = appearing.filter(([, selector]) => quietly(() => document.querySelector(selector)))
    for (const named of present) if (!before.includes(named)) quietly(() => onStep(named[0]))
  }
  const observer = new MutationObserver(() => {
    timer ??= setTimeout(look, LOOK_AFTER_MS)
  })
  observer.observe(document, { childList: true, subtree: true, attributes: true })
  // What stands on a page that comes back out of the browser's cache comes anew.
  listen(page, 'pageshow', signal, ({ persisted }: PageTransitionEvent) => {
    if (!persisted) return
    present = []
    look()
  })
  signal.addEventListener('abort', () => {
    observer.disconnect()
    clearTimeout(timer)
  })
  look()
}

/** A step as `journey/step`, and its selector. */
type Named = [step: string, selector: string]

/** As in notice-steps.ts: a page that is being built changes hundreds of times. */
const LOOK_AFTER_MS = 100
