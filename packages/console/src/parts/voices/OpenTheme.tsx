import type { ThemesAnswer, Voice } from '@attune/protocol'
import type { VNode } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'

import type { VoicesQuery } from '../../voices-api.ts'
import { useVoices, type VoicesAt } from '../../voices.ts'
import { VoiceItem } from '../VoiceItem.tsx'
import { comments, type Place, ruleWords } from './said.ts'
import { Stream } from './Stream.tsx'
import { countsOf, differentQuotes, type FoundTheme, mostShare, nameOf } from './theme-sides.ts'
import { ThemeDeeds } from './ThemeDeeds.tsx'
import { ThemePicture } from './ThemePicture.tsx'
import type { TeamRules } from './use-theme-rules.ts'

interface Props extends FoundTheme {
  answer: ThemesAnswer
  place: Place
  query: VoicesQuery
  at: VoicesAt
  opened: string
  onOpen: (id: string) => void
  noted: (voice: Voice) => VNode | null
  rules: TeamRules
  /** Whether whoever looks may make rules. */
  mayChange: boolean
  /** Back to every voice. */
  closeHref: string
}

/** A theme, opened: the most typical of what people say, one who felt the opposite, and every comment. */
export function OpenTheme(props: Props): VNode {
  const { theme, side, answer, place, query, at, opened, onOpen, noted, rules, mayChange, closeHref } = props
  const heading = useRef<HTMLHeadingElement>(null)
  const voices = useVoices({ project: query.project, journey: query.journey, words: 'only', ids: theme.answers }, null)
  // Whoever has pressed its name goes on here; whoever was sent the address starts at the top of the page.
  useLayoutEffect(() => {
    if (document.activeElement?.closest('.theme')) heading.current?.focus()
  }, [])
  const ownRule = rules.all?.find(({ id }) => id === theme.rule)
  const [typical, ...others] = differentQuotes(theme)
  // A quoted voice stands among all comments, too: its moment is opened where that was asked for.
  const isQuoted = [...theme.quotes, theme.different].some((voice) => voice?.id === opened)
  const [isInQuotes, setInQuotes] = useState(isQuoted)
  // Where the address opens one of these, it is there to be seen; afterwards they are opened and closed by hand.
  const [hasOpened] = useState(() => others.some((voice) => voice.id === opened))
  const openAt = (inQuotes: boolean) => (id: string) => {
    setInQuotes(inQuotes)
    onOpen(id)
  }
  const openedQuote = isInQuotes && isQuoted ? opened : ''
  const item = (voice: Voice): VNode => {
    const isOpen = openedQuote === voice.id
    const onToggle = (): void => openAt(true)(isOpen ? '' : voice.id)
    return <VoiceItem key={voice.id} voice={voice} at={at} isMixed isOpen={isOpen} onToggle={onToggle} />
  }
  return (
    <section class="open-theme" aria-labelledby="open-theme">
      <p>
        <a href={closeHref} data-replace="">
          ← Every voice
        </a>
      </p>
      <h2 id="open-theme" ref={heading} tabIndex={-1}>
        {nameOf(theme)}
      </h2>
      {theme.also.length > 0 && <p class="hint">Stands with: {theme.also.join(', ')}</p>}
      <ThemePicture {...countsOf({ theme, side }, answer, place)} most={mostShare(answer)} />
      {mayChange ? (
        <ThemeDeeds
          theme={theme}
          others={answer.sides.flatMap(({ themes }) => themes.filter((one) => one !== theme))}
          rules={rules}
        />
      ) : (
        ownRule !== undefined && <p class="rule-said">A rule of your team: {ruleWords(ownRule)}</p>
      )}
      {typical !== undefined && (
        <>
          <h3>The most typical</h3>
          <ul>{item(typical)}</ul>
        </>
      )}
      {others.length > 0 && (
        <details class="other-quotes" open={hasOpened}>
          <summary>
            {others.length === 1
              ? 'One more, that says it differently'
              : `${others.length} more, that say it differently`}
          </summary>
          <ul>{others.map(item)}</ul>
        </details>
      )}
      {theme.different !== null && (
        <div class="different">
          <h3>A different voice</h3>
          <p class="hint">Speaks of the same, and felt the opposite of most.</p>
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
        {...{ voices, at, noted }}
        isMixed
        opened={openedQuote === '' ? opened : ''}
        onOpen={openAt(false)}
        empty={<p class="hint">They were removed meanwhile.</p>}
      />
    </section>
  )
}
