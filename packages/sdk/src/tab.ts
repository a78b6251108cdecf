import type { Draft, PromptConfig, PromptHandle, PromptRequest, WidgetModule } from '@attune/protocol'

import type { Answers } from './answers.ts'
import { uuid } from './natives.ts'
import type { AskingParts } from './when-asking.ts'

/** What the widget is told of a prompt, and how events name it. */
type RequestOf = (prompt: PromptConfig) => {
  named: { variant?: string }
  request: Omit<PromptRequest, 'onDraft' | 'onClose'>
}

interface Shown {
  prompt: PromptConfig
  handle?: PromptHandle
  end: () => void
}

/**
 * The quiet tab at the edge of the page, for what people want to say without having been asked.
 *
 * Nobody is interrupted by it, so it spends no budget; and what is said in it is a stream of its own, because those who speak
 * up by themselves are not a sample of anybody.
 */
export function createTab(
  { sender }: AskingParts,
  answers: Answers,
  load: () => Promise<WidgetModule>,
  requestOf: RequestOf,
) {
  let shown: Shown | undefined

  return {
    /** Shows a prompt's tab, unless there is one already. */
    show(prompt: PromptConfig, visit: string) {
      if (shown) return
      const { named, request } = requestOf(prompt)
      const { variant } = named
      let id = uuid()
      let openedAt = 0
      let draft: Draft | undefined
      const onDraft = (newest: Draft) => {
        if (newest.feel === null) return
        draft = newest
        const took_ms = Date.now() - openedAt
        answers.keep(prompt, draft, { id, visit, took_ms, unprompted: true, ...(variant && { variant }) })
      }
      /** What stands is one answer; the next time is another. */
      const end = () => {
        if (draft) answers.announce(prompt, draft)
        id = uuid()
        draft = undefined
        answers.release()
        sender.flush()
      }
      const mine: Shown = { prompt, end }
      shown = mine
      load().then(
        (widget) => {
          if (shown !== mine) return undefined
          return (mine.handle = widget.show({
            ...request,
            placement: 'tab',
            onOpen() {
              openedAt = Date.now()
            },
            onDraft,
            onClose(_, last) {
              onDraft(last)
              end()
            },
          }))
        },
        () => {
          if (shown === mine) shown = undefined
        },
      )
    },
    /** Takes the tab away, unless it belongs to the step that the person is about to enter. */
    leave(step?: string) {
      if (!shown || `${step}/`.startsWith(`${shown.prompt.step}/`)) return
      shown.handle?.remove()
      shown.end()
      shown = undefined
    },
  }
}
