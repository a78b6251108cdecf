import type { Association, DriversAnswer } from '@attune/protocol'
import type { VNode } from 'preact'

import { closeness, closenessInterval, type OutcomeWords, people } from './words.ts'

interface Props {
  peakEnd: DriversAnswer['peak_end']
  words: OutcomeWords
}

/** Whether people judge a visit by its worst moment or by its last: both are said to count more than the rest. */
export function PeakEnd({ peakEnd: { worst, last }, words }: Props): VNode {
  return (
    <section aria-labelledby="peak-end">
      <h2 id="peak-end">The worst moment, and the last</h2>
      <p class="hint">
        People are said to judge a visit by its worst moment and its last. Of everybody who answered at two steps or
        more:
      </p>
      {worst.rho === null || last.rho === null || worst.tier === 'too_early' ? (
        <p>{tooFew(worst)}</p>
      ) : (
        <ul class="plain">
          <li>
            The worst moment goes with {words.what} at <Figure of={worst} />.
          </li>
          <li>
            The last goes with it at <Figure of={last} />. {comparison(worst, last)}
          </li>
        </ul>
      )}
    </section>
  )
}

function Figure({ of }: { of: Association }): VNode {
  return (
    <>
      <strong>{closeness(of.rho ?? 0)}</strong> ({closenessInterval(of)}, {people(of.n)})
    </>
  )
}

function tooFew({ n, tier }: Association): string {
  if (tier === 'none') return 'Nobody did yet.'
  if (tier === 'hidden') return 'Fewer than 5 people: too few for a figure.'
  if (tier === 'too_early') return `${people(n)} did, which is too few to say: it takes 60.`
  return 'They all felt the same, so that nothing can be told of it.'
}

function comparison(worst: Association, last: Association): string {
  if ((worst.rho_low ?? 0) > (last.rho_high ?? 0)) return 'The worst moment counts for more than how it ended.'
  if ((last.rho_low ?? 0) > (worst.rho_high ?? 0)) return 'How it ended counts for more than the worst moment.'
  return 'Which of the two counts for more is too close to call.'
}
