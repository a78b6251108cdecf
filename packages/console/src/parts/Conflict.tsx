import type { VNode } from 'preact'

import { focusOnce, useAction } from '../action.ts'
import type { Clash } from '../meanwhile.ts'
import { placeSaid } from '../place-words.ts'

interface Props {
  /** `Ada changed it 2 minutes ago.` */
  said: string
  clashes: readonly Clash[]
  /** Takes the focus: a press led here. Whoever is typing keeps it. */
  takesFocus?: boolean
  /** Stores mine on top of theirs. */
  onMine: () => unknown
  onTheirs: () => void
}

/** Two people have changed the same: both are shown, nothing is lost, and the person decides. */
export function Conflict({ said, clashes, takesFocus = false, onMine, onTheirs }: Props): VNode {
  const action = useAction()
  return (
    <section class="meanwhile" role="alert" aria-labelledby="meanwhile-title">
      <h2 id="meanwhile-title" {...(takesFocus && { ref: focusOnce })} tabIndex={-1}>
        {said}
      </h2>
      <p>What you typed is still here and is not stored yet. This is where the two differ:</p>
      <dl class="two-sides">
        {clashes.map(({ place, mine, theirs, isMine, isTheirs }) => (
          <div key={place.join()}>
            <dt>{capital(placeSaid(place))}</dt>
            <Side whose="Yours" said={mine} isChanged={isMine} />
            <Side whose="Theirs" said={theirs} isChanged={isTheirs} />
          </div>
        ))}
      </dl>
      <p class="hint">
        Keeping yours keeps theirs, too, wherever you have changed nothing. Where both of you have, yours is stored.
      </p>
      <p class="field-error">{action.problem}</p>
      <p class="actions">
        <button
          type="button"
          class="button"
          disabled={action.isBusy}
          onClick={() => action.run(async () => await onMine())}
        >
          Keep mine, on top of theirs
        </button>
        <button type="button" class="button quiet" disabled={action.isBusy} onClick={onTheirs}>
          Drop mine, take theirs
        </button>
      </p>
    </section>
  )
}

function Side({ whose, said, isChanged }: { whose: string; said: string | null; isChanged: boolean }): VNode {
  return (
    <dd>
      <span class="hint">{whose}</span>{' '}
      <span>
        {said ?? 'nothing'}
        {!isChanged && <span class="hint"> (as it was)</span>}
      </span>
    </dd>
  )
}

const capital = (said: string): string => said.charAt(0).toUpperCase() + said.slice(1)
