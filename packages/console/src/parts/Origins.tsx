import type { JourneyMap } from '@attune/protocol'
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'

import { removeSample } from '../api.ts'
import { sentenceOf } from '../request.ts'
import { isByLink } from '../route.ts'
import { answers, count } from '../words.ts'

interface Props {
  map: JourneyMap
  onRemoved: () => Promise<void>
}

/** Says where answers that no person gave in a page came from, and removes sample data once that is confirmed. */
export function Origins({ map, onRemoved }: Props): VNode | null {
  const { sample, import: imported } = map.origins
  if (sample === 0 && imported === 0) return null
  return (
    <div class="origins">
      {imported > 0 && <p>{answers(imported)} here came from imports.</p>}
      {sample > 0 && <Sample map={map} onRemoved={onRemoved} />}
    </div>
  )
}

function Sample({ map, onRemoved }: Props): VNode {
  const [isAsking, setAsking] = useState(false)
  const [hasKept, setKept] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  const { sample } = map.origins
  const keep = (): void => {
    setKept(true)
    setAsking(false)
  }
  const remove = (): void => {
    setBusy(true)
    removeSample(map.project.id)
      .then(onRemoved)
      .catch((error: unknown) => {
        setProblem(sentenceOf(error))
      })
      .finally(() => setBusy(false))
  }
  return (
    <div class="sample">
      <p>
        <strong>Sample data.</strong> {sample === 1 ? '1 answer here is' : `${count(sample)} answers here are`}{' '}
        generated, to show what Attune looks like with people in it.{' '}
        {!isAsking && !isByLink() && (
          <button type="button" class="link" {...(hasKept ? { ref: focusOnce } : {})} onClick={() => setAsking(true)}>
            Remove sample data
          </button>
        )}
      </p>
      {isAsking && (
        <p class="confirm" role="group" aria-label="Remove sample data">
          It goes for good, in every journey of {map.project.name}. What people answered stays.{' '}
          <button type="button" class="button" ref={focusOnce} disabled={isBusy} onClick={remove}>
            Remove it
          </button>{' '}
          <button type="button" class="link" onClick={keep}>
            Keep it
          </button>
        </p>
      )}
      <p class="field-error" role="alert">
        {problem}
      </p>
    </div>
  )
}

const focusOnce = (button: HTMLButtonElement | null): void => button?.focus()
