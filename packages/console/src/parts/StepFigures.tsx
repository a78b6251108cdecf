import type { FeelFigures } from '@attune/protocol'
import type { VNode } from 'preact'

import { answers, heardSentence, netInterval, percent, points, shareSentence, tierSentence } from '../words.ts'

/** A step's figures in words. The one big figure of the page is the share who felt good. */
export function StepFigures({ feel }: { feel: FeelFigures }): VNode {
  const note = tierSentence(feel)
  const heard = heardSentence(feel)
  const isBig = feel.positive !== null && (feel.tier === 'shown' || feel.tier === 'imprecise')
  return (
    <div class="figures-in-words">
      {isBig && feel.positive !== null && (
        <p class="big">
          <strong>{percent(feel.positive)}</strong> felt good
          <span class="interval">
            {feel.positive_low !== null &&
              feel.positive_high !== null &&
              `between ${Math.round(feel.positive_low * 100)} and ${percent(feel.positive_high)}, 19 times in 20`}
          </span>
        </p>
      )}
      {note !== null && <p class={`tier tier-${feel.tier}`}>{note}.</p>}
      {feel.tier !== 'none' && feel.tier !== 'hidden' && (
        <p>
          {!isBig && feel.positive !== null && (
            <>
              {shareSentence('good', feel.positive, feel.positive_low, feel.positive_high)}
              <br />
            </>
          )}
          {feel.negative !== null && (
            <>
              {shareSentence('bad', feel.negative, feel.negative_low, feel.negative_high)}
              <br />
            </>
          )}
          {feel.net !== null && `Net feel ${points(feel.net)} (${netInterval(feel)})`}
        </p>
      )}
      {feel.n > 0 && feel.tier !== 'hidden' && (
        <p class="hint">
          {answers(feel.n)}
          {heard !== null && `. ${heard}`}.
        </p>
      )}
    </div>
  )
}
