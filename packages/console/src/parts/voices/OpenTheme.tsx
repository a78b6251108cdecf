import type { ThemesAnswer, Voice } from '@attune/protocol'
import type { VNode } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'

import type { VoicesQuery } from '../../voices-api.ts'
import { useVoices } from '../../voices.ts'
import { VoiceItem } from '../VoiceItem.tsx'
import { comments, type Place } from './said.ts'
import { Stream } from './Stream.tsx'
import { countsOf, differentQuotes, type FoundTheme, mostShare } from './theme-sides.ts'
import { ThemePicture } from './ThemePicture.tsx'

interface Props extends FoundTheme {
  answer: ThemesAnswer
  place: Place
  query: VoicesQuery
  zone: string | null
  steps: ReadonlyMap<string, string>
  opened: string
  onOpen: (id: string) => void
  /** Back to every voice. */
  closeHref: string
}

/** A theme, opened: the most typical of what people say, one who felt the opposite, and every comment. */
export function OpenTheme({ theme, side, answer, place, query, zone, steps, opened, onOpen, closeHref }: Props): VNode {
  const heading = useRef<HTMLHeadingElement>(null)
  const voices = useVoices({ ...query, step: null, feel: [], ids: theme.answers }, null)
  // Whoever has pressed its name goes on here; whoever was sent the address starts at the top of the page.
  useLayoutEffect(() => {
    if (document.activeElement?.closest('.theme')) heading.current?.focus()
  }, [])
  const [typical, ...others] = differentQuotes(theme)
  // A quoted voice stands among all comments, too: its moment is opened where that was asked for.
  const isQuoted = [...theme.quotes, theme.different].some((voice) => voice?.id === opened)
  const [isInQuotes, setInQuotes] = useState(isQuoted)
  const openAt = (inQuotes: boolean) => (id: string) => {
    setInQuotes(inQuotes)
    onOpen(id)
  }
  const openedQuote = isInQuotes && isQuoted ? opened : ''
  const item = (voice: Voice): VNode => {
    const isOpen = openedQuote === voice.id
    const onToggle = (): void => openAt(true)(isOpen ? '' : voice.id)
    const where = steps.get(voice.step) ?? null
    return <VoiceItem key={voice.id} voice={voice} zone={zone} place={where} isOpen={isOpen} onToggle={onToggle} />
  }
  return (
    <section class="open-theme" aria-labelledby="open-theme">
      <p>
        <a href={closeHref} data-replace="">
          ← Every voice
        </a>
      </p>
      <h2 id="open-theme" ref={heading} tabIndex={-1}>
        “{theme.term}”
      </h2>
      {theme.also.length > 0 && <p class="hint">Stands with: {theme.also.join(', ')}</p>}
      <ThemePicture {...countsOf({ theme, side }, answer, place)} most={mostShare(answer)} />
      {typical !== undefined && (
        <>
          <h3>The most typical</h3>
          <ul>{item(typical)}</ul>
        </>
      )}
      {others.length > 0 && (
        <details class="other-quotes">
          <summary>{others.length === 1 ? 'One more' : `${others.length} more`} that say it differently</summary>
          <ul>{others.map(item)}</ul>
        </details>
      )}
      {theme.different !== null && (
        <div class="different">
          <h3>A different voice</h3>
          <p class="hint">Speaks of the same, and felt the opposite of the most.</p>
          <ul>{item(theme.different)}</ul>
        </div>
      )}
      <h3>
        {theme.comments > theme.answers.length
          ? `The newest ${theme.answers.length} of ${comments(theme.comments)}`
          : theme.comments === 1
            ? 'Its comment'
            : `All ${comments(theme.comments)}`}
      </h3>
      <Stream
        {...{ voices, zone, steps }}
        opened={openedQuote === '' ? opened : ''}
        onOpen={openAt(false)}
        empty={<p class="hint">They were removed meanwhile.</p>}
      />
    </section>
  )
}
