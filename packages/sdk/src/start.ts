import type { Context, Outcome, PageConfig } from '@attune/protocol'

import type { Commands, InitOptions, Notices } from './commands.ts'
import { maskPath } from './mask-path.ts'
import { quietly, uuid } from './natives.ts'
import { noticeSteps } from './notice-steps.ts'
import { createOutbox } from './outbox.ts'
import type { LoadPart, Parts } from './parts.ts'
import { createPerson } from './person.ts'
import { createSender, type Signatures } from './sender.ts'
import { createStore } from './store.ts'
import { createVisits, journeyOf } from './visits.ts'
import type { WatchParts } from './watch.ts'
import { createWhenAsking } from './when-asking.ts'

/** Fetches the configuration and starts. Where it cannot be had, it is asked for again, ever more rarely. */
export async function start(
  { key, host, consent: asked, storage, locale, context: { release, traits } = {} }: InitOptions,
  load: LoadPart,
  onReady: (commands: Commands) => void,
): Promise<void> {
  // Taken before the host page can replace it.
  const request = fetch
  const opened = Date.now()
  let config: PageConfig | undefined
  for (let waitMs = 0; !config; waitMs = waitMs * 2 || 5000) {
    // At first, too: reading the script and asking for the configuration would be one long task.
    await new Promise((resolve) => setTimeout(resolve, waitMs))
    const response = await request(`${host}/v1/config?key=${key}`, { credentials: 'omit' }).catch(() => undefined)
    if (response?.ok) config = (await response.json()) as PageConfig
    else if ((response?.status as number) < 500) return
  }
  const url = `${host}/v1/events?key=${key}`
  const { journeys, settings } = config
  const handlers = new Set<[string, (notice: never) => void]>()
  // What is to be delivered is kept apart from the person: without an id, it alone may be stored.
  const mail = createStore(`attune:${key}:`, () => localStorage)
  const shared = createStore(`attune-me:${key}:`, () => localStorage)
  const tab = createStore(`attune:${key}:`, () => sessionStorage)
  let isPrivate =
    asked !== 'required' &&
    ((navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl || navigator.doNotTrack === '1')
  let isKnown = false
  const signatures: Signatures = {}

  /** Whether a person may be recognised, and what is to be delivered may be stored. */
  const keep = (person: boolean, post = person) => {
    const mayKeep = storage !== 'memory'
    isKnown = person
    shared.keep(mayKeep && person)
    tab.keep(mayKeep && person)
    mail.keep(mayKeep && post)
  }
  const tell = <E extends keyof Notices>(event: E, notice: Notices[E]) => {
    for (const [name, handler] of handlers)
      if (name === event) quietly(() => (handler as (notice: Notices[E]) => void)(notice))
  }
  const context = () =>
    ({
      // Coarsely, by what it is: figures are split by it, and nothing depends on it.
      device: !matchMedia('(pointer:coarse)').matches
        ? 'desktop'
        : Math.min(screen.width, screen.height) < SMALLEST_TABLET
          ? 'mobile'
          : 'tablet',
      locale: locale || document.documentElement.lang || navigator.language,
      page: isPrivate ? undefined : maskPath(location.pathname),
      release,
      traits,
    }) as Context

  const isAnonymous = isPrivate || asked === 'anonymous'
  keep(!isAnonymous && asked !== 'required', asked !== 'required')
  // Of somebody without an id, only an answer that could not be delivered has been stored: nothing more is, until they act.
  if (isAnonymous && !mail.keys('').length) keep(false)
  const tabId = (tab.get('t') as string | undefined) ?? uuid()
  tab.set('t', tabId)
  const person = createPerson(shared, key)
  const visits = createVisits(tab, journeys)
  const visitor = () => (isKnown && settings.privacy !== 'anonymous' ? person.read().id : null)
  const outbox = createOutbox(mail, visitor, context, tabId, () => sender.soon(), shared)
  const sender = createSender(
    mail,
    outbox,
    url,
    request,
    navigator,
    (receipt) => tell('delivered', receipt),
    signatures,
  )

  // What the page before in this tab has held is final, and what it could not send is sent.
  outbox.release()
  sender.soon()
  person.see()
  const asks = createWhenAsking(
    {
      config,
      host,
      document,
      person,
      visits,
      outbox,
      sender,
      mail,
      tab,
      context,
      tell,
      keep: () => isAnonymous && !isKnown && keep(false, true),
    },
    () => load('ask', host),
  )

  const onMoment: WatchParts['onMoment'] = (type, step, more) => {
    asks.notice(type, step, more)
    tell('moment', { type, step })
  }
  const happen = (
    type: 'entered' | 'completed' | 'failed' | 'left',
    step: string,
    more?: { took_ms?: number; reason?: string },
  ) => {
    person.see()
    outbox.add({ type, step, ...more })
    onMoment(type, step)
  }
  const outcome = (journey: string, ending: Outcome) => {
    const { id, outcome: known, answered } = visits.change(journey)
    if (known) return
    visits.change(journey, { outcome: ending })
    const event = { type: 'outcome', journey, outcome: ending, ...(answered && { visit: id }) } as const
    // A question that is still open may make this the outcome of a visit with an answer.
    if (asks.pending()) outbox.hold(id, event)
    else outbox.add(event)
  }
  const step = (name: string) => {
    const before = visits.enter(name)
    if (!before) return
    asks.notice('entering', name)
    if (before.length) happen(...before)
    happen('entered', name)
    if (journeys.some(({ id, goal }) => name === id + '/' + goal)) outcome(journeyOf(name), 'reached')
  }
  const use = <P extends keyof Parts>(part: P, run: (module: Parts[P]) => unknown) =>
    void load(part, host)
      .then(run)
      .catch(() => {})
  let noticing = new AbortController()
  const notice = () => {
    const { signal } = noticing
    noticeSteps(window, journeys, signal, step, (name) => visits.change(name).since! > opened)
    if (settings.isWatched)
      use('watch', ({ watch }) =>
        watch({ page: window, config, tab, signal, report: outbox.add, on: commands.on, onStep: step, onMoment }),
      )
  }

  const commands: Commands = {
    step,
    complete(name = visits.latest()!) {
      const { step: at, since, completed } = visits.change(name)
      if (at !== name) happen('completed', name)
      else if (!completed) {
        visits.change(name, { completed: true })
        happen('completed', name, { took_ms: Date.now() - since! })
      }
    },
    fail: (name = visits.latest()!, details) =>
      happen('failed', name, details && { reason: maskPath(`${details.reason}`) }),
    outcome,
    ask: asks.ask,
    answer: asks.answer,
    explain: asks.explain,
    identify(userId, details) {
      signatures[person.identify(userId)] = details?.signature
    },
    set(more) {
      traits = { ...traits, ...more }
    },
    consent(consented) {
      isPrivate &&= consented !== 'granted'
      keep(consented === 'granted')
    },
    on(event, handler) {
      const one: [string, typeof handler] = [event, handler]
      handlers.add(one)
      return () => void handlers.delete(one)
    },
    books: outbox.books,
    reset() {
      noticing.abort()
      noticing = new AbortController()
      asks.leave()
      person.forget()
      for (const name of tab.keys('')) tab.set(name)
      person.see()
      notice()
    },
  }
  onReady(commands)
  notice()
  if (location.search.includes('attune_debug')) use('debug', ({ debug }) => debug(config, commands, url, visitor))
  addEventListener('pagehide', () =>
    quietly(() => {
      asks.leave()
      outbox.release()
      sender.leave()
    }),
  )
  addEventListener('online', sender.wake)
  addEventListener('pageshow', sender.wake)
  // On a phone this is the last that a page hears. A prompt that is open stays so: what is tapped is in storage.
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) sender.flush()
  })
}

/** The shorter side, in CSS pixels. */
const SMALLEST_TABLET = 600
