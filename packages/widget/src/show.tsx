import type { PromptRequest, WidgetModule } from '@attune/protocol'

import { Card } from './Card.tsx'
import { Face } from './Face.tsx'
import { draftOf, type Kept } from './follow-ups.ts'
import { createFrame } from './frame.tsx'
import { pointsOf } from './points.ts'
import { type Spoken, WORD, withWords } from './words.ts'

export { showNote } from './show-note.tsx'

/**
 * Shows one prompt: a card in the corner of the page, in the place that `into` names, or behind a tab at the edge.
 *
 * It takes no focus by appearing, sends nothing by itself, and stays until the person is done with it.
 */
export const show: WidgetModule['show'] = (request) =>
  pointsOf(request.scale).length ? withWords(request.locale, (spoken) => ask(request, spoken)) : { remove() {} }

function ask(request: PromptRequest, spoken: Spoken) {
  const { locale, wording, theme, scale } = request
  const { words, lang } = spoken
  const isTab = request.placement === 'tab'
  let kept = NOTHING
  let isOpen = !isTab
  /** The thanks stand in place of the question. */
  let isThanked = false

  const frame = createFrame({
    name: wording.question,
    locale,
    theme,
    spoken,
    into: request.into as HTMLElement | undefined,
    content: () => isOpen && (isThanked ? thanks() : card()),
    onTab: isTab ? () => (isOpen ? leave('closed') : open()) : undefined,
    onEscape: () => isOpen && leave('closed'),
  })
  const { host, root, signal, draw, remove } = frame
  const listening = { signal, capture: true }
  addEventListener('pointerdown', ({ target }) => isThanked && !(isTab && target === host) && end(), listening)
  addEventListener('keydown', moveOn, listening)
  draw()
  if (isOpen) {
    frame.whenSeen(() => request.onShown?.())
    frame.announce(`${wording.question} (${words[WORD.optional]})`)
  }
  // Thanks that something else takes away give the focus back, as those that the person leaves.
  return { remove: () => (isThanked ? frame.leave(remove) : remove()) }

  function card() {
    return <Card {...{ request, spoken, kept }} onKeep={keep} onDone={thank} onLeave={leave} />
  }

  function thanks() {
    const face = scale === 'faces' && kept.feel! - 1
    return (
      <p class={`thanks f${face}`} tabIndex={-1} lang={wording.thanks ? undefined : lang}>
        {face !== false && <Face face={face} />}
        <bdi>{wording.thanks ?? words[WORD.thanks]}</bdi>
      </p>
    )
  }

  /** The person asked for it, so the focus goes with them. */
  function open(): void {
    isOpen = true
    request.onOpen?.()
    draw()
    root.querySelector('input')!.focus()
    frame.whenSeen(() => request.onShown?.())
  }

  function keep(next: Kept, room = ''): void {
    kept = next
    if (!room || parseInt(room) % HEARD_EVERY === 0) frame.say(room)
    draw()
    request.onDraft(draftOf(kept, request))
  }

  /** One last line, which goes when the person moves on. */
  function thank(): void {
    const draft = draftOf(kept, request)
    frame.say('')
    isThanked = true
    draw()
    root.querySelector<HTMLElement>('.thanks')!.focus()
    request.onClose('done', draft)
  }

  function moveOn({ target, key }: KeyboardEvent): void {
    if (!isThanked || (target === host && key !== 'Tab' && key !== 'Escape')) return
    // Given back before the Tab is acted on, so that it goes on from where the person came from.
    frame.leave(end)
  }

  /** Goes without a word; what stands is still the answer. Escape at the thanks only takes them away. */
  function leave(how: 'closed' | 'never'): void {
    const wasThanked = isThanked
    const draft = draftOf(kept, request)
    frame.leave(end)
    if (!wasThanked) request.onClose(how === 'closed' && draft.feel !== null ? 'done' : how, draft)
  }

  /** Takes the card away; its tab stays for the next time. */
  function end(): void {
    if (!isTab) return remove()
    isOpen = isThanked = false
    kept = NOTHING
    draw()
  }
}

const NOTHING: Kept = { feel: null, comment: '', answers: {} }

/** Near the limit the room left is heard every so many characters, not at every key. */
const HEARD_EVERY = 20
