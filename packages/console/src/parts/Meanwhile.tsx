import type { VNode } from 'preact'

import { type Difference, placeSaid } from '../configure/differences.ts'
import { tongueName } from '../configure/wordings.ts'

interface Props {
  /** `Ada changed it 2 minutes ago.` */
  said: string
  rows: Difference[]
  onTakeTheirs: () => void
  onKeepMine: () => void
}

/** Two people have changed the same: both are shown, nothing is lost, and the person decides. */
export function Meanwhile({ said, rows, onTakeTheirs, onKeepMine }: Props): VNode {
  return (
    <section class="meanwhile" role="alert" aria-labelledby="meanwhile-title">
      <h2 id="meanwhile-title">{said}</h2>
      <p>What you typed is still here and is not stored yet. This is where the two differ:</p>
      <dl class="two-sides">
        {rows.map(({ place, mine, theirs }) => (
          <div key={place}>
            <dt>{capital(placeSaid(place, tongueName))}</dt>
            <dd>
              <span class="hint">Yours</span> <span>{mine ?? 'nothing'}</span>
            </dd>
            <dd>
              <span class="hint">Theirs</span> <span>{theirs ?? 'nothing'}</span>
            </dd>
          </div>
        ))}
      </dl>
      <p class="actions">
        <button type="button" class="button" onClick={onKeepMine}>
          Keep mine
        </button>
        <button type="button" class="button quiet" onClick={onTakeTheirs}>
          Take theirs
        </button>
      </p>
    </section>
  )
}

const capital = (said: string): string => said.charAt(0).toUpperCase() + said.slice(1)
