import { listen } from './listen.ts'
import type { Watching } from './watch.ts'

/**
 * Watches for `invalid`: a form has refused what was put into it three times.
 *
 * An attempt is refused where the browser says so itself, and where a field is marked with `aria-invalid` a second after it.
 * Checks that a page makes while somebody types are no attempts.
 */
export function watchForms({ page, signal, tell }: Watching): void {
  const refusals = new WeakMap<Element, number>()
  let attempt: { form: Element; isRefused?: boolean } | undefined

  const begin = (form: Element, isSent: boolean) => {
    const mine: typeof attempt = { form }
    attempt = mine
    setTimeout(() => {
      if (attempt === mine) attempt = undefined
      if (signal.aborted || !(mine.isRefused ?? (isSent && form.querySelector('[aria-invalid=true]')))) return
      const count = (refusals.get(form) ?? 0) + 1
      refusals.set(form, count)
      if (count >= REFUSALS) tell('invalid')
    }, REFUSED_AFTER_MS)
  }

  // Enter in a field clicks the form's button, too, where it has one.
  listen(page.document, 'click', signal, (event) => {
    const button = event.composedPath().find((one) => (one as Element).matches?.('button,input')) as HTMLButtonElement
    if (button?.form) begin(button.form, /^(submit|image)$/.test(button.type))
  })
  listen(page.document, 'submit', signal, ({ target, submitter }: SubmitEvent) => {
    if (!submitter) begin(target as Element, true)
  })
  listen(page.document, 'invalid', signal, ({ target }) => {
    if (attempt?.form === (target as HTMLInputElement).form) attempt.isRefused = true
  })
}

/** Two are a slip and its correction. Ours. */
const REFUSALS = 3
/** So that an answer of the page's server can come. */
const REFUSED_AFTER_MS = 1000
