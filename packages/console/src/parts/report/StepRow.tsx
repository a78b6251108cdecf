import type { VNode } from 'preact'

import type { ReportStep } from '../../report-api.ts'
import { hrefOf } from '../../route.ts'
import { showsVoices } from '../../shared.ts'
import { answers, netInterval, points, shareSentence, tierSentence } from '../../words.ts'
import { Words } from '../Words.tsx'
import { againstBefore, typicalVoice } from './report-words.ts'

interface Props {
  project: string
  journey: string
  step: ReportStep
}

/** A step on paper: what somebody said, then its figures, each with its range. */
export function StepRow({ project, journey, step }: Props): VNode {
  const { id, name, now } = step
  const voice = typicalVoice(step)
  const href = hrefOf({ page: 'step', project, journey, step: id, feel: null, words: 'all' })
  const before = againstBefore(step)
  return (
    <li>
      <div>
        <h3>
          <a href={href}>{name}</a>
        </h3>
        {voice !== null && <Words voice={voice} />}
        {voice === null && showsVoices() && <p class="hint">No words in these days.</p>}
      </div>
      <div class="report-figures">
        {now === null ? <p class="tier">Nobody answered in these days</p> : <Figures now={now} />}
        {before !== null && <p class="hint">{before}</p>}
      </div>
    </li>
  )
}

function Figures({ now }: { now: NonNullable<ReportStep['now']> }): VNode {
  const note = tierSentence(now)
  const shares = [
    shareSentence('good', now.positive, now.positive_low, now.positive_high),
    shareSentence('bad', now.negative, now.negative_low, now.negative_high)?.replace(' felt', ''),
  ].filter((share) => share != null)
  return (
    <>
      {now.net !== null && (
        <p>
          <span class="unseen">Net feel </span>
          <strong>{points(now.net)}</strong> <span class="interval">{netInterval(now)}</span>
          <span class="hint"> · {answers(now.n)}</span>
        </p>
      )}
      {shares.length > 0 && <p>{shares.join(', ')}</p>}
      {note !== null && <p class={`tier tier-${now.tier}`}>{note.split(':')[0]}</p>}
      {!now.comparable && <p class="tier">Asked in different ways in these days</p>}
    </>
  )
}
