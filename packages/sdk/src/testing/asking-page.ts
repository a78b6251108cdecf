import {
  type Context,
  DEFAULT_BUDGET,
  type NoteRequest,
  type PageConfig,
  type PromptConfig,
  type PromptRequest,
  type WireEvent,
} from '@attune/protocol'
import { vi } from 'vitest'

import { createOutbox } from '../outbox.ts'
import { createPerson } from '../person.ts'
import { createStore } from '../store.ts'
import { createVisits } from '../visits.ts'
import { createWhenAsking } from '../when-asking.ts'
import { createFakeStorage } from './fake-storage.ts'

/** What the widget of these tests was asked to show; it hands out its requests instead of drawing them. */
export const requests: (PromptRequest & Partial<NoteRequest>)[] = []
vi.stubGlobal('requests', requests)

/** On one line: a data URL drops the others' ends. */
const WIDGET = `export const show = (r) => { globalThis.requests.push(r); if (r.placement !== 'tab') r.onShown(); return { remove() { r.isRemoved = true } } }`

/** A checkout of four steps, with these prompts; what they leave away is asked of everybody, after the step. */
export const configOf = (prompts: (Partial<PromptConfig> & { id: string; step: string })[]): PageConfig => ({
  project: 'demo',
  journeys: [
    {
      id: 'checkout',
      name: 'Checkout',
      steps: ['cart', 'delivery', 'payment', 'confirmation'].map((id, importance) => ({ id, name: id, importance })),
    },
  ],
  prompts: prompts.map((prompt) => ({
    version: 1,
    on: 'completed',
    share: 1,
    scale: 'faces',
    why: true,
    wording: { default: { question: '?' } },
    ...prompt,
  })),
  settings: {
    budget: { ...DEFAULT_BUDGET, firstSession: true },
    privacy: 'open',
    widget: WIDGET,
    ...(prompts.some(({ after, on }) => after ?? on === 'opened') && { isOrdered: true }),
  },
})

/** One page of a tab, with all that asking takes but a browser; the storages are those of the browser. */
export function openPage(
  config: PageConfig,
  {
    areas = { shared: createFakeStorage(), tab: createFakeStorage() },
    page = createPage(),
    context = {},
  }: { areas?: { shared: Storage; tab: Storage }; page?: ReturnType<typeof createPage>; context?: Context } = {},
) {
  const shared = createStore('a:', () => areas.shared)
  const tab = createStore('a:', () => areas.tab)
  shared.keep(true)
  tab.keep(true)
  const person = createPerson(shared, 'pk_demo')
  person.see()
  const outbox = createOutbox(
    shared,
    () => null,
    () => ({}),
    'tab',
    () => {},
  )
  const asks = createWhenAsking(
    {
      config,
      host: 'data:text/javascript,',
      document: page as unknown as Document,
      person,
      visits: createVisits(tab, config.journeys),
      outbox,
      sender: { flush() {}, isQuiet: () => false },
      mail: shared,
      tab,
      context: () => ({ locale: 'en', ...context }),
      keep() {},
      tell() {},
    },
    () => import('../asks.ts'),
  )
  const events = (): WireEvent[] => outbox.due().flatMap((key) => outbox.read(key)!.events)
  const happened = () =>
    events().map((event) => ('result' in event ? event.result : 'how' in event ? event.how : event.type))
  return { areas, page, asks, person, tab, outbox, events, happened }
}

/** Lets what was loaded arrive, and then time pass. */
export async function pass(ms: number): Promise<void> {
  await settle()
  await vi.advanceTimersByTimeAsync(ms)
  await settle()
}

async function settle() {
  // What is loaded may load more.
  for (let times = 0; times < 3; times++) {
    await new Promise((resolve) => setTimeout(resolve, 10))
    await vi.dynamicImportSettled()
  }
}

/** As much of a document as waiting for a pause takes. */
function createPage() {
  const listeners = new Set<() => void>()
  return {
    activeElement: null as { matches: () => boolean } | null,
    visibilityState: 'visible',
    elements: {} as Record<string, object>,
    querySelector(selector: string) {
      return this.elements[selector] ?? null
    },
    querySelectorAll: () => [],
    addEventListener: (_: string, listener: () => void) => listeners.add(listener),
    removeEventListener: (_: string, listener: () => void) => listeners.delete(listener),
    /** The person presses a key. */
    act: () => listeners.forEach((listener) => listener()),
  }
}
