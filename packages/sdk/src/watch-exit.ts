import { listen } from './listen.ts'
import type { Watching } from './watch.ts'

/** Watches for `exit_intent`: a mouse leaves the page at its top, as fast as one that is on its way to the browser's bar. */
export function watchExit({ page, signal, tell }: Watching): void {
  const { documentElement } = page.document
  let from = { y: 0, at: 0 }
  listen(documentElement, 'pointermove', signal, ({ clientY, timeStamp }: PointerEvent) => {
    if (timeStamp - from.at > SAMPLE_MS) from = { y: clientY, at: timeStamp }
  })
  listen(
    documentElement,
    'pointerleave',
    signal,
    ({ target, pointerType, buttons, clientY, timeStamp }: PointerEvent) => {
      const isFast = from.y - clientY > MIN_PX_PER_MS * (timeStamp - from.at)
      if (target === documentElement && pointerType === 'mouse' && !buttons && clientY <= 0 && isFast)
        tell('exit_intent')
    },
  )
}

/** Over how long the speed is taken; and from which on it is no idle movement. Both are ours. */
const SAMPLE_MS = 100
const MIN_PX_PER_MS = 0.3
