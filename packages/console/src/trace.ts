import type { TraceMoment, TraceWalk } from '@attune/protocol'

import { type LineListener, openLine } from './line.ts'
import { plain, projectPath } from './request.ts'

/** Told of what comes in from one's own walk, and of whose walk it is. */
export interface TraceListener extends LineListener {
  moment: (moment: TraceMoment) => void
  walk: (state: TraceWalk['state']) => void
}

/** Watches the walk of whoever opens the site with this code, until stopped. */
export function watchWalk(project: string, code: string, listener: TraceListener): () => void {
  const path = `${projectPath(project)}/trace?code=${encodeURIComponent(code)}`
  return openLine(
    path,
    {
      walk: (data) => listener.walk((data as TraceWalk).state),
      moment: (data) => listener.moment(plainMoment(data as TraceMoment)),
    },
    listener,
  )
}

/**
 * The address that opens the site and says whose walk is watched; null for what is no address of a page.
 *
 * @param typed As a person types it; without `https://`, it is meant.
 */
export function siteLink(typed: string, code: string): string | null {
  const said = typed.trim()
  const address = said === '' || /^[a-z][a-z\d+.-]*:\/\//iu.test(said) ? said : `https://${said}`
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null
  url.searchParams.set('attune_debug', code)
  return url.href
}

/** What pages sent is shown as text and as nothing else. */
function plainMoment(moment: TraceMoment): TraceMoment {
  return {
    ...moment,
    at: plain(moment.at) ?? '',
    step: plain(moment.step) ?? '',
    page: plain(moment.page),
    detail: plain(moment.detail),
    prompt: plain(moment.prompt),
  }
}
