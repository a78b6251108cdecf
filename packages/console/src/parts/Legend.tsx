import type { VNode } from 'preact'

import type { Tone } from '../bars.ts'
import { FACE_NAMES } from '../words.ts'
import { Face } from './Face.tsx'

/** How to read the picture. */
export function Legend(): VNode {
  return (
    <ul class="legend" aria-label="How to read the picture">
      {FACE_NAMES.map((name, index) => (
        <li key={name}>
          <span class={`chip tone-${index + 1}`} />
          <Face tone={(index + 1) as Tone} size={18} />
          {name}
        </li>
      ))}
      <li>
        <svg width="36" height="18" viewBox="0 0 36 18" aria-hidden="true">
          <path class="band" d="M0 3H36V15H0Z" />
          <path class="curve" d="M0 9H36" />
          <circle class="net" cx="18" cy="9" r="4.5" />
        </svg>
        Net feel: the share who felt good less the share who felt bad, with its 95 % interval
      </li>
    </ul>
  )
}
