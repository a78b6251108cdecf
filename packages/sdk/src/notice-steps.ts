import { type JourneyConfig, matchesGlob, type StepMatch } from '@attune/protocol'

import { quietly } from './natives.ts'

/**
 * Notices the steps that show without code: by the page's address, and by elements with `data-attune-step`.
 *
 * A step is noticed when it comes, not for as long as it is there.
 *
 * @param signal Stops noticing.
 * @param isNamed Whether code has named a step of the same journey since the page came. The address that it came with is older.
 */
export function noticeSteps(
  page: Window,
  journeys: JourneyConfig[],
  signal: AbortSignal,
  onStep: (step: string) => void,
  isNamed: (step: string) => boolean,
): void {
  const { document, location } = page
  let present: string[] = []
  let path = ''
  let timer: ReturnType<typeof setTimeout> | undefined

  const look = () =>
    quietly(() => {
      timer = undefined
      const paths = pathsOf(location)
      const here = paths.join()
      const steps =
        here === path ? [] : stepsAt(journeys, location.host, paths).filter((step) => path || !isNamed(step))
      path = here
      const elements = document.querySelectorAll<HTMLElement>('[data-attune-step]')
      const now = [...elements].map(({ dataset }) => dataset['attuneStep']!)
      steps.push(...now.filter((step) => !present.includes(step)))
      present = now
      for (const step of new Set(steps)) onStep(step)
    })
  const observer = new MutationObserver(() => {
    timer ??= setTimeout(look, 100)
  })
  /** A page that comes back from the back/forward cache is as good as new. */
  const forget = () => {
    path = '-'
    present = []
  }

  // Where there is no Navigation API, the observer notices a route all the same: what is shown changes with it. The host's
  // own `history` stays untouched.
  ;(page as { navigation?: EventTarget }).navigation?.addEventListener('currententrychange', look, { signal })
  page.addEventListener('popstate', look, { signal })
  page.addEventListener('pagehide', forget, { signal })
  page.addEventListener('pageshow', look, { signal })
  observer.observe(document, { childList: true, subtree: true, attributeFilter: ['data-attune-step'] })
  signal.addEventListener('abort', () => observer.disconnect())
  look()
}

/**
 * The steps whose globs match the address, as `journey/step`: the first one of each journey.
 *
 * @param paths Of `pathsOf`: a step that matches an earlier one of them goes first.
 */
export function stepsAt(journeys: JourneyConfig[], host: string, paths: string[]): string[] {
  return journeys.flatMap(({ id, steps }) => {
    const step = paths.map((path) => steps.find(({ match }) => isAt(match, host, path))).find((found) => found)
    return step ? [id + '/' + step.id] : []
  })
}

/**
 * What globs are held against, the most telling first: a route that is kept in the hash (`#/…` or `#!/…`), by itself and after
 * the path, then the path. Query strings are never looked at, and any other hash is a place in the page.
 */
export function pathsOf({ pathname, hash }: Pick<Location, 'pathname' | 'hash'>): string[] {
  const [inHash, route] = /^#!?(\/[^?]*)/.exec(hash) ?? []
  return inHash ? [route!, pathname + inHash, pathname] : [pathname]
}

/** Whether a step's globs match a path. */
export const isAt = (match: StepMatch | undefined, host: string, path: string): boolean | undefined =>
  match?.urls?.some((glob) => matchesGlob(glob, glob.startsWith('//') ? `//${host}${path}` : path))
