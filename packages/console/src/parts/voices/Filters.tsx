import { type MapStep, type Origin, type Scale, SCALES } from '@attune/protocol'
import type { VNode } from 'preact'
import { useId } from 'preact/hooks'

import { toneOf } from '../../bars.ts'
import { navigate } from '../../hooks.ts'
import { type Change, ORIGINS, type VoicesView } from '../../voices-view.ts'
import { scoreName } from '../../words.ts'
import { Face } from '../Face.tsx'

interface Props {
  view: VoicesView
  change: Change
  journey: string
  steps: readonly MapStep[]
  /** Null where the steps were asked on several: one score means different things then. */
  scale: Scale | null
}

/** Which voices are listed: where, how they felt, and where they came from. */
export function Filters({ view, change, journey, steps, scale }: Props): VNode {
  const step = useId()
  const origin = useId()
  const go = (changed: Partial<VoicesView>): void => navigate(change(changed), true)
  return (
    <div class="voice-filters" role="group" aria-label="Which voices">
      <p>
        <label for={step}>Where</label>
        <select
          id={step}
          value={view.step === null ? ANYWHERE : view.step}
          onChange={({ currentTarget: { value } }) => go({ step: value === ANYWHERE ? null : value, feel: [] })}
        >
          <option value={ANYWHERE}>Anywhere in {journey}</option>
          {steps.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
          <option value="">About {journey} as a whole</option>
        </select>
      </p>
      {scale !== null && <Faces scale={scale} chosen={view.feel} onChoose={(feel) => go({ feel })} />}
      <p>
        <label for={origin}>From</label>
        <select
          id={origin}
          value={view.origin ?? ''}
          onChange={({ currentTarget: { value } }) => go({ origin: ORIGINS.find((one) => one === value) ?? null })}
        >
          <option value="">Everybody</option>
          {ORIGINS.map((one) => (
            <option key={one} value={one}>
              {ORIGIN_WORDS[one]}
            </option>
          ))}
        </select>
      </p>
      <label class="check">
        <input
          type="checkbox"
          checked={view.words === 'all'}
          onChange={({ currentTarget: { checked } }) => go({ words: checked ? 'all' : 'only' })}
        />
        Also without words
      </label>
    </div>
  )
}

interface FacesProps {
  scale: Scale
  chosen: readonly number[]
  onChoose: (feel: number[]) => void
}

/** Each score of a scale, to be pressed in and out. */
function Faces({ scale, chosen, onChoose }: FacesProps): VNode {
  const { min, max } = SCALES[scale]
  const scores = Array.from({ length: max - min + 1 }, (_, index) => min + index)
  return (
    <div class="face-filter" role="group" aria-label="How they felt">
      {scores.map((score) => {
        const isChosen = chosen.includes(score)
        return (
          <button
            key={score}
            type="button"
            aria-pressed={isChosen}
            title={scoreName(score, scale)}
            onClick={() => onChoose(scores.filter((one) => chosen.includes(one) !== (one === score)))}
          >
            {scale === 'faces' || scale === 'csat' ? (
              <>
                <Face tone={toneOf(score - min, max - min + 1)} size={24} />
                <span class="unseen">{scoreName(score, scale)}</span>
              </>
            ) : (
              scoreName(score, scale).replace(/ of \d+$/u, '')
            )}
          </button>
        )
      })}
    </div>
  )
}

/** No id has a space. */
const ANYWHERE = ' '

const ORIGIN_WORDS: Record<Origin, string> = {
  live: 'Asked in the page',
  unprompted: 'Said unasked',
  import: 'Imported',
  sample: 'Sample data',
}
