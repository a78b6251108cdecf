import type { PageConfig } from '@attune/protocol'

import type { Commands, Explanation } from './commands.ts'
import { quietly } from './natives.ts'

/** This file, which a page fetches only with `?attune_debug` in its address. */
export interface DebugModule {
  debug: typeof debug
}

/**
 * Shows in a small panel what Attune notices, for every prompt why it is or is not asked, and what became of what was reported.
 *
 * It only looks: nothing is decided otherwise because of it. With `?attune_debug=CODE`, which the console's trace makes, it tells
 * the service whose walk is to be shown there, and says so.
 *
 * @param url The address of `POST /v1/events`, with its key.
 * @param visitor Who the person is to the service; null where no id is kept.
 * @returns takes the panel away.
 */
export function debug(
  { project, prompts }: PageConfig,
  commands: Commands,
  url: string,
  visitor: () => string | null,
): () => void {
  const host = document.createElement('attune-debug')
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(CSS)
  root.adoptedStyleSheets = [sheet]
  const panel = root.appendChild(document.createElement('section'))
  panel.setAttribute('aria-label', 'Attune')
  const moments: string[] = []

  const add = (parent: Element, tag: string, text = '') => {
    const element = parent.appendChild(document.createElement(tag))
    element.textContent = text
    return element
  }
  const list = (title: string, lines: string[], empty: string) => {
    add(panel, 'h2', title)
    const items = add(panel, 'ul')
    for (const line of lines.length ? lines : [empty]) add(items, 'li', line)
  }
  const close = () => {
    clearInterval(timer)
    stop()
    host.remove()
  }

  const code = /attune_debug=([\w-]+)/.exec(location.search)?.[1]
  if (code) navigator.sendBeacon(url.replace('events', 'trace'), JSON.stringify({ code, visitor: visitor() }))
  const heading = add(panel, 'h1', `Attune · ${project}${code ? ' · traced' : ''}`)
  const button = add(heading, 'button', 'Close')
  button.addEventListener('click', close)
  panel.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close()
  })
  const draw = () => {
    while (heading.nextSibling) heading.nextSibling.remove()
    const decided = commands.explain().map(({ prompt, decision }) => `${prompt}: ${SENTENCES[decision]}`)
    const { submitted, stored, pending, dropped } = commands.books()
    const lost = Object.entries(dropped).map(([reason, n]) => `${n} dropped (${reason})`)
    const what = prompts.length ? 'Nothing was decided yet.' : 'No prompt is live.'
    list('Prompts', decided, what)
    list('Moments, newest first', moments, 'Nothing was noticed yet.')
    list('Delivery', [`${submitted} reported: ${stored} stored, ${pending} waiting`, ...lost], '')
  }
  const stop = commands.on('moment', ({ type, step }) => {
    moments.unshift(`${new Date().toLocaleTimeString()} ${step} ${type}`)
    moments.length = Math.min(moments.length, MAX_MOMENTS)
    quietly(draw)
  })
  const timer = setInterval(() => quietly(draw), 1000)

  draw()
  document.body.append(host)
  return close
}

/** What each decision means, for somebody who has not read how it is made. */
const SENTENCES: Record<Explanation['decision'], string> = {
  ok: 'waits for a pause of two seconds.',
  asked: 'was asked.',
  passed: 'no quiet moment came in time.',
  other_step: 'its step has not come yet.',
  other_moment: 'at its step, but its moment has not come yet.',
  not_now: 'outside its schedule.',
  full: 'has all the answers it wants.',
  device: 'for other devices.',
  locale: 'for other languages.',
  release: 'for other releases.',
  page: 'for other pages.',
  visitor: 'for newcomers or returning people only.',
  traits: 'for people with other traits.',
  before: 'what it comes after has not happened.',
  sampled_out: 'this person is not in the sample.',
  asked_before: 'was asked before.',
  opted_out: 'this person never wants to be asked.',
  busy: 'the person is busy, or another prompt is on its way.',
  session: 'something was asked in this session.',
  first_session: 'nobody is asked in their first session.',
  two_dismissals: 'dismissed twice lately.',
  dismissed_recently: 'something was dismissed lately.',
  dismissed_step: 'dismissed at this step lately.',
  answered_recently: 'something was answered lately.',
  shown_recently: 'something was asked lately.',
  same_step: 'asked at this step lately.',
  cap_30d: 'asked often enough in 30 days.',
  cap_year: 'answered often enough this year.',
}

const MAX_MOMENTS = 8
const CSS = `:host{all:initial!important}
section{position:fixed;inset:auto auto 16px 16px;z-index:2147483646;width:320px;max-width:calc(100vw - 32px);max-height:60vh;overflow:auto;box-sizing:border-box;padding:12px 16px;border-radius:10px;background:#26231f;color:#f3efe8;font:13px/1.45 system-ui,sans-serif;box-shadow:0 8px 32px #0006}
h1,h2{margin:0;font-size:14px}
h1{display:flex;justify-content:space-between;align-items:center}
h2{margin-top:10px;font-size:13px;color:#b8b0a4}
ul{margin:2px 0 0;padding:0;list-style:none;overflow-wrap:anywhere}
button{min-height:28px;padding:0 8px;border:1px solid;border-radius:6px;background:none;color:inherit;font:inherit}
:focus-visible{outline:2px solid #6fb3f5;outline-offset:2px}`
