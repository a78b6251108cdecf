/** What runs in pages: each function knows nothing but its argument. */

type Attune = (...call: unknown[]) => unknown
type Page = typeof globalThis & { attune?: Attune }

/** Whether the configuration has come, so that what is said is not only noted down. */
export const isReady = (): boolean => !!((globalThis as Page).attune?.('explain') as unknown[] | undefined)?.length

/** Gives an answer in the host's own interface; resolves once that has returned. */
export const sayAnswer = ({ prompt, words }: { prompt: string; words: string }): void => {
  const { attune } = globalThis as Page
  attune!('answer', prompt, { feel: 4, comment: words })
}

/** Gives answers one after another, each once there is room in the outbox for it. */
export const sayAnswers = async (said: {
  prompt: string
  words: string[]
  key: string
  room: number
}): Promise<void> => {
  const { attune } = globalThis as Page
  const isFull = () =>
    Object.keys(localStorage).filter((name) => name.startsWith(`attune:${said.key}:`)).length > said.room
  for (const words of said.words) {
    while (isFull()) await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 30))
    attune!('answer', said.prompt, { feel: 4, comment: words })
  }
}

/** Asks by the prompt; resolves once it is there. */
export const openPrompt = async ({ prompt }: { prompt: string }): Promise<void> => {
  const isThere = () =>
    [...document.querySelectorAll('*')].some(({ shadowRoot }) => shadowRoot?.querySelector('input[type=radio]'))
  const { attune } = globalThis as Page
  attune!('ask', prompt)
  const until = Date.now() + 20_000
  while (!isThere()) {
    if (Date.now() > until) throw new Error('There is no prompt after twenty seconds.')
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}

/**
 * Taps a face of the prompt and writes the words, without ever pressing Done.
 *
 * @param prompt Asks by it first, and taps in the very frame in which it comes; absent where it is open.
 */
export const tapAnswer = async ({ prompt, words }: { prompt?: string; words: string }): Promise<void> => {
  const find = (selector: string) =>
    [...document.querySelectorAll('*')].map(({ shadowRoot }) => shadowRoot?.querySelector(selector)).find(Boolean)
  const { port1, port2 } = new MessageChannel()
  port1.start()
  const nextTask = () =>
    new Promise((resolve) => {
      port1.addEventListener('message', resolve, { once: true })
      port2.postMessage(null)
    })
  const until = Date.now() + 20_000
  const wait = async (selector: string) => {
    for (let found = find(selector); Date.now() < until; found = find(selector)) {
      if (found) return found as HTMLElement
      await nextTask()
    }
    throw new Error(`There is no ${selector} after twenty seconds.`)
  }
  const { attune } = globalThis as Page
  if (prompt) attune!('ask', prompt)
  const face = await wait('input[type=radio][value="4"]')
  face.click()
  const field = (await wait('textarea')) as HTMLTextAreaElement
  field.value = words
  field.dispatchEvent(new Event('input', { bubbles: true, composed: true }))
}

/** What this device still has of some words, how many batches wait, and how many events it says it has given up. */
export const readStorage = ({ key, words }: { key: string; words: string }) => {
  const items = Object.entries(localStorage).filter(([name]) => name.startsWith(`attune:${key}:`))
  const { dropped } = (globalThis as Page).attune!('books') as { dropped: Record<string, number> }
  return {
    waiting: items.filter(([name]) => name.startsWith(`attune:${key}:o:`)).length,
    pending: items.filter(([, value]) => String(value).includes(words)).length,
    dropped: Object.values(dropped).reduce((sum, n) => sum + n, 0),
  }
}

/** Where something is, inside shadow roots too, once it is there: the middle of what a person sees of it. */
export const placeOf = async (selector: string): Promise<{ x: number; y: number }> => {
  for (let tries = 0; tries < 400; tries++) {
    const roots = [document, ...[...document.querySelectorAll('*')].map(({ shadowRoot }) => shadowRoot)]
    const found = roots.map((root) => root?.querySelector(selector)).find((one) => one)
    const seen = found?.closest('label') ?? found
    const { x, y, width, height } = seen?.getBoundingClientRect() ?? new DOMRect()
    if (width && height) return { x: x + width / 2, y: y + height / 2 }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`There is no ${selector} after twenty seconds.`)
}

/** Whether the focus is on what a selector names, inside shadow roots too. */
export const isFocused = (selector: string): boolean => {
  let element = document.activeElement
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
  return element?.matches(selector) ?? false
}

/** The person has paid: the moment that the prompt waits for. */
export const pay = (): void => void (globalThis as Page).attune!('complete', 'checkout/payment')

/** From now on, notes on this page what the SDK notices, and whether the page was restored. */
export const noteMoments = (): void => {
  const page = globalThis as Page & Noted
  page.moments = []
  page.attune!('on', 'moment', ({ type, step }: { type: string; step: string }) =>
    page.moments!.push(`${type} ${step}`),
  )
  addEventListener('pageshow', ({ persisted }) => void (page.isRestored = persisted))
}

/** What `noteMoments` has noted; where the page was loaded anew, nothing. */
export const readMoments = () => {
  const { moments = [], isRestored = false } = globalThis as Page & Noted
  return { moments, isRestored }
}

interface Noted {
  moments?: string[]
  isRestored?: boolean
}
