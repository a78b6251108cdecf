import type { VNode } from 'preact'

import { usePage } from '../hooks.ts'

/** An address that names nothing. */
export function NotFound(): VNode {
  const heading = usePage('Nothing here')
  return (
    <section class="calm">
      <h1 ref={heading} tabIndex={-1}>
        There is nothing at this address
      </h1>
      <p>The journey or step may have another name now, or the address was cut off when it was copied.</p>
      <p>
        <a class="button" href="/console/">
          Go to your journeys
        </a>
      </p>
    </section>
  )
}
