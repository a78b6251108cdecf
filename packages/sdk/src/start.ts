import type { Context, Outcome, PageConfig } from '@attune/protocol'

import type { Commands, InitOptions, Notices } from './commands.ts'
import { deviceOf } from './device.ts'
import { mask } from './mask.ts'
import { quietly, uuid } from './natives.ts'
import { noticeSteps } from './notice-steps.ts'
import { createOutbox } from './outbox.ts'
import type { LoadPart } from './parts.ts'
import { createPerson } from './person.ts'
import { createSender } from './sender.ts'
import { createStore } from './store.ts'
import { createVisits, journeyOf } from './visits.ts'
import type { watch, WatchParts } from './watch.ts'
import { createWhenAsking } from './when-asking.ts'

/** Fetches the configuration and starts. Where it cannot be had, it is asked for again, ever more rarely. */
export async function start(
  options: InitOptions,
  page: Window,
  load: LoadPart,
  onReady: (commands: Commands) => void,
): Promise<void> {
  // Taken before the host page can replace it.
  const request = fetch.bind(page)
  const address = (path: string) => `${options.host}/v1/${path}?key=${options.key}`
  for (let waitMs = 5000; ; waitMs *= 2) {
    const response = await request(address('config'), { credentials: 'omit' }).catch(() => undefined)
    if (response?.ok) return run(options, address('events'), await response.json(), page, request, load, onReady)
    if (response && response.status < 500) return
    await new Promise((resolve) => setTimeout(resolve, waitMs))
  }
}

function run(
  { key, host, consent: asked, storage, locale, context: { release, traits } = {} }: InitOptions,
  url: string,
  config: PageConfig,
  page: Window,
  request: typeof fetch,
  load: LoadPart,
  onReady: (commands: Commands) => void,
) {
  const { document, navigator } = page
  const { journeys, settings } = config
  const handlers = new Set<[string, (notice: never) => void]>()
  // What is to be delivered is kept apart from the person: without an id, it alone may be stored.
  const mail = createStore(`attune:${key}:`, () => page.localStorage)
  const shared = createStore(`attune-me:${key}:`, () => page.localStorage)
  const tab = createStore(`attune:${key}:`, () => page.sessionStorage)
  let isPrivate =
    asked !== 'required' &&
    ((navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl || navigator.doNotTrack === '1')
  let isKnown = false

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
  const localeNow = () => (locale || document.documentElement.lang || navigator.language).slice(0, 35)
  const contextNow = () =>
    ({
      device: deviceOf(page.matchMedia('(pointer:coarse)').matches, page.screen),
      locale: localeNow(),
      ...(!isPrivate && { page: mask(page.location.pathname).slice(0, 512) }),
      release,
      traits,
    }) as Context

  const isAnonymous = isPrivate || asked === 'anonymous'
  keep(!isAnonymous && asked !== 'required', asked !== 'required')
  // Of somebody without an id, only an answer that could not be delivered has been stored: nothing more is, until they act.
  if (isAnonymous && !mail.keys('').length) keep(false)
  const tabId = (tab.get('t') as string | undefined) ?? uuid()
  tab.set('t', tabId)
  const person = createPerson(shared)
  const visits = createVisits(tab, journeys)
  const visitor = () => (isKnown && settings.privacy !== 'anonymous' ? person.read().id : null)
  const outbox = createOutbox(mail, visitor, contextNow, tabId, () => sender.soon(), shared)
  const sender = createSender(
    mail,
    outbox,
    url,
    request,
    navigator.locks,
    (receipt) => tell('delivered', receipt),
    (body) => navigator.sendBeacon(url, body),
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
      tab,
      localeNow,
      contextNow,
      tell,
      onAct: () => isAnonymous && !isKnown && keep(false, true),
    },
    () => load('ask', host),
  )

  const happen = (
    type: 'entered' | 'completed' | 'failed' | 'left',
    step: string,
    more?: { took_ms?: number; reason?: string },
  ) => {
    person.see()
    outbox.add({ type, step, ...more })
    tell('moment', { type, step })
    asks.notice(type, step)
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
    watcher?.entered(name)
    if (visits.isGoal(name)) outcome(journeyOf(name), 'reached')
  }
  const onMoment: WatchParts['onMoment'] = (type, at, more) => {
    tell('moment', { type, step: at })
    asks.notice(type, at, more)
  }
  let noticing = new AbortController()
  let watcher: ReturnType<typeof watch> | undefined
  const notice = () => {
    const { signal } = noticing
    noticeSteps(page, journeys, signal, step)
    if (!settings.isWatched) return
    const parts = { page, config, tab, signal, report: outbox.add, onStep: step, onMoment }
    void load('watch', host)
      .then((module) => (watcher = signal.aborted ? watcher : module.watch(parts)))
      .catch(() => {})
  }

  const commands: Commands = {
    step,
    complete(name = visits.latest()!) {
      const { step: at, since, isDone } = visits.change(name)
      if (at !== name) return happen('completed', name)
      if (isDone) return
      visits.change(name, { isDone: true })
      happen('completed', name, { took_ms: Date.now() - since! })
    },
    fail: (name = visits.latest()!, details) =>
      happen('failed', name, details && { reason: mask(`${details.reason}`).slice(0, 64) }),
    outcome,
    ask: asks.ask,
    answer: asks.answer,
    explain: asks.explain,
    identify: (userId) => person.identify(userId, key),
    set(more) {
      traits = { ...traits, ...more }
    },
    consent(consented) {
      const isGranted = consented === 'granted'
      if (isGranted) isPrivate = false
      keep(isGranted)
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
      watcher = undefined
      asks.leave()
      person.forget()
      for (const name of tab.keys('')) tab.set(name)
      person.see()
      notice()
    },
  }
  onReady(commands)
  notice()
  if (/[?&]attune_debug\b/.test(page.location.search))
    load('debug', host).then(
      (module) => module.debug(page, config, commands),
      () => {},
    )
  page.addEventListener('pagehide', () =>
    quietly(() => {
      asks.leave()
      outbox.release()
      sender.leave()
    }),
  )
  page.addEventListener('online', () => sender.wake())
  page.addEventListener('pageshow', () => sender.soon())
  // On a phone this is the last that a page hears. A prompt that is open stays so: what is tapped is in storage.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') sender.flush()
  })
}
