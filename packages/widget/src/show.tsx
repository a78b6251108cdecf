import type { Draft, WidgetModule } from '@attune/protocol'
import { render } from 'preact'

import { Card, roomLeft } from './Card.tsx'
import { Face } from './Face.tsx'
import { keepClear } from './keep-clear.ts'
import { listenToKeys } from './keys.ts'
import { pointsOf } from './points.ts'
import { createStage, whenSeen } from './stage.ts'
import { directionOf, languageOf, WORD, wordsFor } from './words.ts'

/**
 * Shows one prompt: a card in the corner of the page, or in the place that `into` names.
 *
 * It takes no focus by appearing, sends nothing by itself, and stays until the person is done with it.
 */
export const show: WidgetModule['show'] = (request) => {
  const points = pointsOf(request.scale)
  if (!points.length) return { remove() {} }
  const { locale, wording, theme = 'system' } = request
  const into = request.into as HTMLElement | undefined
  const spoken = wordsFor(locale)
  const { words } = spoken
  const lang = spoken.lang === languageOf(locale) ? undefined : spoken.lang
  const dir = directionOf(locale)
  const stage = createStage(into)
  let draft: Draft = { feel: null, comment: '' }
  /** In the live region, which stands empty before anything is said in it. */
  let heard = ''
  /** The thanks stand in place of the question. */
  let thanked = false

  draw()
  const card = stage.root.querySelector('section')!
  const lookAgain = into ? () => {} : keepClear(stage, card)
  const giveFocusBack = listenToKeys(stage, () => leave('closed'))
  whenSeen(card, () => request.onShown?.())
  const announcing = setTimeout(() => {
    heard = `${wording.question} (${words[WORD.optional]})`
    draw()
  }, HEARD_AFTER_MS)
  lookAgain()
  return { remove }

  function draw(): void {
    const face = points.find((point) => point.feel === draft.feel)?.face
    render(
      <>
        <p class="heard" role="status" lang={lang}>
          {heard}
        </p>
        <section aria-label={wording.question} class={`${into ? 'in' : 'out'} ${theme}`} lang={locale} dir={dir}>
          {thanked ? (
            <p class={`thanks f${face && Math.round(face)}`} tabIndex={-1} lang={wording.thanks ? undefined : lang}>
              {face !== undefined && <Face face={face} />}
              <bdi>{wording.thanks ?? words[WORD.thanks]}</bdi>
            </p>
          ) : (
            <Card {...{ request, points, words, lang, draft }} onDraft={keep} onDone={thank} onLeave={leave} />
          )}
        </section>
      </>,
      stage.root,
    )
  }

  function keep(next: Draft): void {
    clearTimeout(announcing)
    draft = next
    const room = roomLeft(draft.comment)
    if (!room || draft.comment.length % HEARD_EVERY === 0) heard = room
    draw()
    lookAgain()
    request.onDraft(draft)
  }

  /** One last line, which goes when the person moves on. */
  function thank(): void {
    clearTimeout(announcing)
    heard = ''
    thanked = true
    draw()
    stage.root.querySelector<HTMLElement>('.thanks')!.focus()
    const { host, signal } = stage
    addEventListener('pointerdown', remove, { signal, capture: true })
    addEventListener(
      'keydown',
      (event) => {
        if (event.target === host && event.key !== 'Tab' && event.key !== 'Escape') return
        // Given back before the Tab is acted on, so that it goes on from where the person came from.
        giveFocusBack()
        remove()
      },
      { signal, capture: true },
    )
    request.onClose('done', draft)
  }

  /** Goes without a word; what stands is still the answer. Escape at the thanks only takes them away. */
  function leave(how: 'closed' | 'never'): void {
    giveFocusBack()
    remove()
    if (!thanked) request.onClose(how === 'closed' && draft.feel !== null ? 'done' : how, draft)
  }

  function remove(): void {
    clearTimeout(announcing)
    stage.remove()
    render(null, stage.root)
  }
}

/** Screen readers miss what a live region holds from its first moment. */
const HEARD_AFTER_MS = 100
/** Near the limit the room left is heard every so many characters, not at every key. */
const HEARD_EVERY = 20
