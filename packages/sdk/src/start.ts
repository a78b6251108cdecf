import type { Context, MomentType, Outcome, PageConfig } from '@attune/protocol'

import type { AskingModule } from './asks.ts'
import type { Commands, InitOptions, Notices } from './commands.ts'
import { deviceOf } from './device.ts'
import { quietly, uuid } from './natives.ts'
import { noticeSteps } from './notice-steps.ts'
import { createOutbox } from './outbox.ts'
import { createPerson } from './person.ts'
import { createSender } from './sender.ts'
import { createStore } from './store.ts'
import { createVisits, journeyOf } from './visits.ts'
import { createWhenAsking } from './when-asking.ts'

/** Fetches the configuration and starts. Without one there is nothing to do: the next page asks again. */
export async function start(
  options: InitOptions,
  page: Window,
  loadAsking: (host: string) => Promise<AskingModule>,
  onReady: (commands: Commands) => void,
): Promise<void> {
  // Taken before the host page can replace it.
  const request = fetch.bind(page)
  const address = (path: string) => `${options.host}/v1/${path}?key=${options.key}`
  const response = await request(address('config'))
  if (response.ok) run(options, address('events'), await response.json(), page, request, loadAsking, onReady)
}

function run(
  { key, host, consent: mode, locale, context: { release, traits } = {} }: InitOptions,
  url: string,
  config: PageConfig,
  page: Window,
  request: typeof fetch,
  loadAsking: (host: string) => Promise<AskingModule>,
  onReady: (commands: Commands) => void,
) {
  const { document, navigator } = page
  const { journeys, settings } = config
  const handlers: [string, (notice: never) => void][] = []
  const shared = createStore(`attune:${key}:`, () => page.localStorage)
  const tab = createStore(`attune:${key}:`, () => page.sessionStorage)
  let hasConsent = false

  const consent = (isGranted: boolean) => {
    hasConsent = isGranted
    shared.keep(isGranted)
    tab.keep(isGranted)
  }
  const tell = <E extends keyof Notices>(event: E, notice: Notices[E]) => {
    for (const [name, handler] of handlers)
      if (name === event) quietly(() => (handler as (notice: Notices[E]) => void)(notice))
  }
  const localeNow = () => (locale || document.documentElement.lang || navigator.language).slice(0, 35)
  const contextNow = () =>
    ({
      device: deviceOf(page.matchMedia('(pointer:coarse)').matches, page.screen),
      locale: localeNow(),
      page: page.location.pathname.slice(0, 512),
      release,
      traits,
    }) as Context

  consent(mode !== 'required')
  const tabId = (tab.get('t') as string | undefined) ?? uuid()
  tab.set('t', tabId)
  const person = createPerson(shared)
  const visits = createVisits(tab, journeys)
  const visitor = () => (hasConsent && settings.privacy !== 'anonymous' ? person.read().id : null)
  const outbox = createOutbox(shared, visitor, contextNow, tabId, () => sender.soon())
  const sender = createSender(shared, outbox, url, request, navigator.locks, (receipt) => tell('delivered', receipt))

  // What the page before in this tab has held is final, and what it could not send is sent.
  outbox.release()
  sender.soon()
  person.see()
  const basics = { config, host, document, person, visits, outbox, sender, tab, localeNow, tell }
  const asks = createWhenAsking(basics, () => loadAsking(host))

  const happen = (type: MomentType | 'left', step: string, more?: { took_ms?: number; reason?: string }) => {
    person.see()
    outbox.add({ type, step, ...more })
    tell('moment', { type, step })
    if (type !== 'left') asks.notice(type, step)
  }
  const outcome = (journey: string, ending: Outcome) => {
    const { id, outcome: known, hasAnswer } = visits.change(journey)
    if (known) return
    visits.change(journey, { outcome: ending })
    const event = { type: 'outcome', journey, outcome: ending, ...(hasAnswer && { visit: id }) } as const
    // A question that is still open may make this the outcome of a visit with an answer.
    if (asks.isWaiting()) outbox.hold(id, event)
    else outbox.add(event)
  }
  const step = (name: string) => {
    const before = visits.enter(name)
    if (!before) return
    asks.notice('entering', name)
    if (before.length) happen(...before)
    happen('entered', name)
    if (visits.isGoal(name)) outcome(journeyOf(name), 'reached')
  }
  let noticing = new AbortController()
  const notice = () => noticeSteps(page, journeys, noticing.signal, step)

  onReady({
    step,
    complete(name = visits.latest()!) {
      const { step: at, since, isDone } = visits.change(name)
      if (at !== name) return happen('completed', name)
      if (isDone) return
      visits.change(name, { isDone: true })
      happen('completed', name, { took_ms: Date.now() - since! })
    },
    fail: (name = visits.latest()!, details) =>
      happen('failed', name, details && { reason: `${details.reason}`.slice(0, 64) }),
    outcome,
    ask: asks.ask,
    answer: asks.answer,
    explain: asks.explain,
    identify: (userId) => person.identify(userId, key),
    set(more) {
      traits = { ...traits, ...more }
    },
    consent: (consented) => consent(consented === 'granted'),
    on: (event, handler) => void handlers.push([event, handler]),
    reset() {
      noticing.abort()
      noticing = new AbortController()
      asks.leave()
      shared.set('p')
      for (const name of tab.keys('')) tab.set(name)
      person.see()
      notice()
    },
  })
  notice()
  page.addEventListener('pagehide', () =>
    quietly(() => {
      asks.leave()
      outbox.release()
      sender.leave()
    }),
  )
  // On a phone this is the last that a page hears. A prompt that is open stays so: what is tapped is in storage.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') sender.flush()
  })
}
