import { listen } from './listen.ts'
import { watchReactions } from './watch-reactions.ts'
import type { Watching } from './watch.ts'

interface Click {
  at: number
  event: MouseEvent
  path: Element[]
  /** How many reactions there had been before it. */
  before: number
}

/**
 * Watches for clicks that lead nowhere (`dead_click`) and for many of them at one place (`rage_click`).
 *
 * Whether the page reacts is looked at only for a second after a click. In doubt it is no signal: what is changed by a click
 * into something that cannot be seen from here (a canvas, a closed shadow root) is left out.
 */
export function watchClicks({ page, signal, tell }: Watching): void {
  let clicks: Click[] = []
  let reactions: ReturnType<typeof watchReactions> | undefined

  const judge = (click: Click) => {
    const { at, event, path, before } = click
    const count = reactions!.count()
    const control = path.find((element) => element.matches(CONTROLS))
    const target = path[0]!
    const isClickable =
      control ?? (!target.localName.includes('-') && page.getComputedStyle(target).cursor === 'pointer')
    const run = clicks.filter((one) => at - one.at >= 0 && at - one.at <= RAGE_MS && isNear(one.event, event))
    if (
      run.length >= RAGE_CLICKS &&
      // A control that does something each time is meant to be clicked again; three clicks select a paragraph.
      (isClickable ? count - run[0]!.before < run.length : page.getSelection()?.isCollapsed !== false)
    )
      tell('rage_click')
    if (isClickable && count === before && !isLeading(event, path)) tell('dead_click')
    if (clicks.at(-1) === click) end()
  }
  const end = () => {
    reactions?.stop()
    reactions = undefined
    clicks = []
  }

  listen(page.document, 'click', signal, (event: MouseEvent) => {
    const path = event.composedPath().filter((one): one is Element => 'matches' in one)
    const { isTrusted, ctrlKey, metaKey, shiftKey, altKey } = event
    if (!isTrusted || ctrlKey || metaKey || shiftKey || altKey || path.some((one) => one.matches(LEFT_OUT))) return
    reactions ??= watchReactions(page)
    reactions.look(event.composedPath())
    const click = { at: Date.now(), event, path, before: reactions.count() }
    clicks.push(click)
    setTimeout(() => signal.aborted || judge(click), REACTION_MS)
  })
  signal.addEventListener('abort', end)
}

/** A link that the browser follows leads somewhere, however long that takes. */
const isLeading = ({ defaultPrevented }: MouseEvent, path: Element[]) => {
  const href = path.find((element) => element.matches('a[href]'))?.getAttribute('href')
  return !defaultPrevented && !!href && !/^\s*(#|javascript:)/i.test(href)
}

const isNear = (a: MouseEvent, b: MouseEvent) =>
  // A key that is held down clicks as well, at no place.
  a.detail > 0 && Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY) <= RAGE_PX

/** Three clicks within a second and 30 pixels. Source: https://github.com/PostHog/posthog-js, extensions/rageclick.ts */
const RAGE_CLICKS = 3
const RAGE_MS = 1000
const RAGE_PX = 30
/** A second is what people wait without losing their thread. Source: Nielsen, Usability Engineering (1993), ch. 5. */
const REACTION_MS = 1000
const CONTROLS =
  'a[href],button,summary,[role=button],[role=link],[role=tab],[role^=menuitem],[onclick],input:is([type=button],[type=submit],[type=reset],[type=image])'
/** Meant to be clicked again and again, or to do nothing now, or reacting where it cannot be seen; and Attune itself. */
const LEFT_OUT =
  'input:not([type=button],[type=submit],[type=reset],[type=image]),select,textarea,label,canvas,video,audio,iframe,[contenteditable]:not([contenteditable=false]),[role=slider],[role=spinbutton],[role=scrollbar],[role=application],[aria-disabled=true],[aria-selected=true],[aria-current]:not([aria-current=false]),attune-prompt,attune-debug'
