import type { VNode } from 'preact'

import { focusOnce, useAction } from '../action.ts'
import type { Difference } from '../differences.ts'

interface Props {
  /** What somebody else has stored meanwhile. */
  theirs: readonly Difference[]
  /** What was typed here, and is not stored. */
  mine: readonly Difference[]
  onMine: () => Promise<unknown>
  onTheirs: () => void
}

/** Two people changed the same thing: shows both, and lets neither be lost by accident. */
export function Conflict({ theirs, mine, onMine, onTheirs }: Props): VNode {
  const action = useAction()
  return (
    <section class="panel" role="alert">
      <h2 ref={focusOnce} tabIndex={-1}>
        Somebody has changed this meanwhile
      </h2>
      <p>Nothing of yours is lost, and nothing of it is stored yet. Decide what stays.</p>
      <div class="both">
        <Side title="What they stored" differences={theirs} />
        <Side title="What you typed" differences={mine} />
      </div>
      <p class="field-error">{action.problem}</p>
      <p class="buttons">
        <button type="button" class="button" disabled={action.isBusy} onClick={() => action.run(onMine)}>
          Save mine on top of theirs
        </button>
        <button type="button" class="link" onClick={onTheirs}>
          Drop mine, take theirs
        </button>
      </p>
    </section>
  )
}

function Side({ title, differences }: { title: string; differences: readonly Difference[] }): VNode {
  return (
    <div>
      <h3>{title}</h3>
      <dl>
        {differences.map(({ place, after }) => (
          <div key={place}>
            <dt>{place}</dt>
            <dd>{after ?? '(the default)'}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
