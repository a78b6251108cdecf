import type { Scale, Voice } from '@attune/protocol'
import type { VNode } from 'preact'
import { useRef } from 'preact/hooks'

import { PAGE, type VoicesQuery } from '../../voices-api.ts'
import type { Change, VoicesView } from '../../voices-view.ts'
import { useVoices, type VoicesAt } from '../../voices.ts'
import { useNewVoices } from './new-voices.ts'
import { NewVoices } from './NewVoices.tsx'
import { Nobody } from './Nobody.tsx'
import { listedSentence, type Place } from './said.ts'
import { Stream } from './Stream.tsx'

interface Props {
  view: VoicesView
  change: Change
  query: VoicesQuery
  place: Place
  scale: Scale
  at: VoicesAt
  opened: string
  onOpen: (id: string) => void
  noted: (voice: Voice) => VNode | null
  /** What a theme that was asked for is called, and a word of it, where it is none just now. */
  gone: { name: string; term: string } | null
}

/** Every voice that was asked for, newest first; one that somebody was sent the address of stands before them. */
export function EveryVoice(props: Props): VNode {
  const { view, change, query, place, scale, at, opened, onOpen, noted, gone } = props
  const voices = useVoices(query, null)
  const n = useNewVoices(query, voices, at.zone !== null)
  const heading = useRef<HTMLHeadingElement>(null)
  const isElsewhere = opened !== '' && voices.list !== null && !voices.list.some(({ id }) => id === opened)
  return (
    <section class="voices" aria-labelledby="voices">
      {gone !== null && (
        <p class="gone">
          “{gone.name}” is no theme just now: it does not stand out among the newest comments.{' '}
          <a href={change({ q: gone.term })} data-replace="">
            Look for the word
          </a>
        </p>
      )}
      {isElsewhere && <Sent {...{ query, at, opened, onOpen, noted }} />}
      <h2 id="voices" ref={heading} tabIndex={-1}>
        {listedSentence(view, place, scale)}
      </h2>
      <NewVoices
        n={n}
        page={PAGE}
        onShow={() => {
          // The button goes; whoever pressed it with a key reads on from here.
          heading.current?.focus({ preventScroll: true })
          void voices.reload()
        }}
      />
      <Stream
        {...{ voices, at, opened, onOpen, noted }}
        isMixed={view.step === null}
        empty={
          <Nobody
            {...{ view, change, place }}
            project={query.project}
            search={voices.search}
            isGated={at.zone === null}
          />
        }
      />
    </section>
  )
}

/** One voice by itself, as somebody was sent it. */
function Sent({
  query,
  at,
  opened,
  onOpen,
  noted,
}: Pick<Props, 'query' | 'at' | 'opened' | 'onOpen' | 'noted'>): VNode {
  const { project, journey } = query
  const voices = useVoices({ project, journey, words: 'all', ids: UUID.test(opened) ? [opened] : [] }, null)
  return (
    <div class="sent">
      <Stream
        {...{ voices, at, opened, onOpen, noted }}
        isMixed
        empty={<p class="hint">The voice of this address was removed, or is not of this journey.</p>}
      />
    </div>
  )
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u
