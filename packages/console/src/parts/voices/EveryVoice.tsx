import type { Scale } from '@attune/protocol'
import type { VNode } from 'preact'

import type { VoicesQuery } from '../../voices-api.ts'
import type { Change, VoicesView } from '../../voices-view.ts'
import { useVoices } from '../../voices.ts'
import { listedSentence, type Place, placeOf } from './said.ts'
import { Stream } from './Stream.tsx'

interface Props {
  view: VoicesView
  change: Change
  query: VoicesQuery
  place: Place
  scale: Scale
  zone: string | null
  steps: ReadonlyMap<string, string>
  opened: string
  onOpen: (id: string) => void
}

/** Every voice that was asked for, newest first. */
export function EveryVoice({ view, change, query, place, scale, zone, steps, opened, onOpen }: Props): VNode {
  const voices = useVoices(query, null)
  return (
    <section class="voices" aria-labelledby="voices">
      <h2 id="voices">{listedSentence(view, place, scale)}</h2>
      <Stream
        {...{ voices, zone, opened, onOpen }}
        {...(view.step === null && { steps })}
        empty={<Nobody {...{ view, change, place }} isGated={zone === null} />}
      />
    </section>
  )
}

interface NobodyProps {
  view: VoicesView
  change: Change
  place: Place
  isGated: boolean
}

/** Says that there is nothing, why that may be, and where to look instead. */
function Nobody({ view, change, place, isGated }: NobodyProps): VNode {
  const isNarrowed = view.feel.length > 0 || view.origin !== null
  return (
    <div class="nobody">
      <p>
        Nobody {view.words === 'all' ? 'answered' : 'wrote anything'} {placeOf(place)}
        {isNarrowed ? ' that fits.' : ' yet.'}
      </p>
      {isGated && <p class="hint">Answers are told once a day, of five people or more together.</p>}
      <ul>
        {view.feel.length > 0 && (
          <li>
            <a href={change({ feel: [] })} data-replace="">
              However they felt
            </a>
          </li>
        )}
        {view.origin !== null && (
          <li>
            <a href={change({ origin: null })} data-replace="">
              From everybody
            </a>
          </li>
        )}
        {view.words === 'only' && (
          <li>
            <a href={change({ words: 'all' })} data-replace="">
              Also without words
            </a>
          </li>
        )}
        {view.step !== null && (
          <li>
            <a href={change({ step: null, feel: [] })} data-replace="">
              Anywhere in {place.journey}
            </a>
          </li>
        )}
      </ul>
    </div>
  )
}
