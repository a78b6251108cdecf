import type { Theme } from '@attune/protocol'
import { type ComponentChildren, render } from 'preact'

import { Face } from './Face.tsx'
import { keepClear } from './keep-clear.ts'
import { listenToKeys } from './keys.ts'
import { createStage, whenSeen } from './stage.ts'
import { propertiesOf } from './theme.ts'
import { directionOf, type Spoken } from './words.ts'

interface FrameParts {
  /** What the card is called, and its tab. */
  name: string
  /** BCP 47: of the name and of what is in the card. */
  locale: string
  theme: Theme | undefined
  spoken: Spoken
  /** Where the card stands in the page; absent: it floats. */
  into?: HTMLElement | undefined
  /** What is in the card now; null: only its tab stands. */
  content: () => ComponentChildren | null
  /** The tab is pressed; absent: there is none. */
  onTab?: (() => void) | undefined
  onEscape: () => void
}

/** What prompts and notes are shown in: a card with its look, its manners at the keyboard, and a voice for screen readers. */
export function createFrame({ name, locale, theme = {}, spoken, into, content, onTab, onEscape }: FrameParts) {
  const stage = createStage(into)
  const { host, root, signal } = stage
  const look = into ? () => {} : keepClear(stage)
  const dir = directionOf(locale)
  const scheme = theme.scheme ?? ''
  const style = propertiesOf(theme)
  /** In the live region, which stands empty before anything is said in it. */
  let heard = ''
  let announcing: ReturnType<typeof setTimeout>

  return {
    host,
    root,
    signal,
    draw,
    /** Puts words into the live region at the next `draw`; what was to be announced is not any more. */
    say(words: string) {
      clearTimeout(announcing)
      heard = words
    },
    /** Says that the card is there. */
    announce(words: string) {
      announcing = setTimeout(() => {
        heard = words
        draw()
      }, HEARD_AFTER_MS)
    },
    /** Calls once the card is on the screen. */
    whenSeen: (call: () => void) => whenSeen(root.querySelector('section')!, call),
    leave: listenToKeys(stage, onEscape),
    remove,
  }

  function remove(): void {
    clearTimeout(announcing)
    stage.remove()
    render(null, root)
  }

  function draw(): void {
    const inside = content()
    render(
      <>
        <p class="heard" role="status" lang={spoken.lang}>
          {heard}
        </p>
        {onTab && (
          <button
            type="button"
            class={`look out tab ${scheme}`}
            lang={locale}
            {...{ dir, style }}
            aria-expanded={!!inside}
            onClick={onTab}
          >
            <Face face={3} />
            <span>{name}</span>
          </button>
        )}
        {inside && (
          <section aria-label={name} class={`look ${into ? 'in' : 'out'} ${scheme}`} lang={locale} {...{ dir, style }}>
            {inside}
          </section>
        )}
      </>,
      root,
    )
    look()
  }
}

/** Screen readers miss what a live region holds from its first moment. */
const HEARD_AFTER_MS = 100
