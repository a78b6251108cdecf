import type { PromptRequest } from '@attune/protocol'

import { Mark } from './Mark.tsx'
import { labelsOf, pointsOf } from './points.ts'
import { type Spoken, WORD } from './words.ts'

interface ScaleProps {
  request: PromptRequest
  spoken: Spoken
  feel: number | null
  onFeel: (feel: number) => void
}

/** The question and what can be chosen: a group of radios, each with a name that says what choosing it means. */
export function Scale({ request: { scale, wording }, spoken: { words, lang }, feel, onFeel }: ScaleProps) {
  const points = pointsOf(scale)
  const best = points.length - 1
  const chosen = points.find((point) => point.feel === feel)
  const labels = labelsOf(scale, wording, words).map(({ text, isOwn }) => (
    <span lang={isOwn ? undefined : lang}>{text}</span>
  ))
  const isNamed = labels.length > best
  return (
    <fieldset>
      <legend>{wording.question}</legend>
      <div class={`scale ${scale} f${chosen && Math.round(chosen.face)}`}>
        {points.map((point, index) => (
          <label
            class={`${scale === 'csat' ? 'option' : 'point'} ${index % best ? '' : 'end'} ${point.feel <= (feel ?? -1) ? 'on' : ''}`}
          >
            <input
              type="radio"
              name="feel"
              value={point.feel}
              checked={point === chosen}
              onChange={() => onFeel(point.feel)}
            />
            {scale !== 'csat' && <Mark {...{ scale, point }} />}
            {isNamed ? (
              labels[index]
            ) : (
              <span class="heard">
                <span lang={lang}>
                  {words[WORD.of]!.replace('x', `${point.feel}`).replace('y', `${points[best]!.feel}`)}
                </span>{' '}
                {index % best ? '' : labels[index && 1]}
              </span>
            )}
          </label>
        ))}
      </div>
      {!isNamed && (
        <p class="ends small" aria-hidden="true">
          {labels}
        </p>
      )}
    </fieldset>
  )
}
