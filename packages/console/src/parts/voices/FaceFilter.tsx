import { type Scale, SCALES } from '@attune/protocol'
import type { VNode } from 'preact'

import { toneOf } from '../../bars.ts'
import { scoreName } from '../../words.ts'
import { Face } from '../Face.tsx'

interface Props {
  scale: Scale
  chosen: readonly number[]
  onChoose: (feel: number[]) => void
}

/** Each score of a scale, to be pressed in and out. */
export function FaceFilter({ scale, chosen, onChoose }: Props): VNode {
  const { min, max } = SCALES[scale]
  const scores = Array.from({ length: max - min + 1 }, (_, index) => min + index)
  const hasFaces = scale === 'faces' || scale === 'csat'
  return (
    <div class="face-filter" role="group" aria-label="How they felt">
      {scores.map((score) => (
        <button
          key={score}
          type="button"
          aria-pressed={chosen.includes(score)}
          title={scoreName(score, scale)}
          onClick={() => onChoose(scores.filter((one) => chosen.includes(one) !== (one === score)))}
        >
          {hasFaces && <Face tone={toneOf(score - min, max - min + 1)} size={24} />}
          <span class={hasFaces ? 'unseen' : ''}>{scoreName(score, scale).replace(/ of \d+$/u, '')}</span>
        </button>
      ))}
    </div>
  )
}
