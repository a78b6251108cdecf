import { type JourneyConfig, matchesGlob } from '@attune/protocol'

import { quietly } from './natives.ts'

/**
 * Notices the steps that show without code: by the page's address, and by elements with `data-attune-step`.
 *
 * A step is noticed when it comes, not for as long as it is there.
 *
 * @param signal Stops noticing.
 */
export function noticeSteps(
  page: Window,
  journeys: JourneyConfig[],
  signal: AbortSignal,
  onStep: (step: string) => void,
): void {
  const { document, location } = page
  let present: string[] = []
  let path = ''
  let timer: ReturnType<typeof setTimeout> | undefined

  const look = () =>
    quietly(() => {
      timer = undefined
      const here = location.pathname
      const steps = here === path ? [] : stepsAt(journeys, location.host, here)
      path = here
      const elements = [...document.querySelectorAll('[data-attune-step]')]
      const now = elements.map((element) => element.getAttribute('data-attune-step')!)
      steps.push(...now.filter((step) => !present.includes(step)))
      present = now
      for (const step of new Set(steps)) onStep(step)
    })
  const observer = new MutationObserver(() => {
    timer ??= setTimeout(look, 100)
  })
  const returned = ({ persisted }: PageTransitionEvent) => {
    if (!persisted) return
    path = ''
    present = []
    look()
  }

  // Where there is no Navigation API, the observer notices a route all the same: what is shown changes with it. The host's
  // own `history` stays untouched.
  ;(page as { navigation?: EventTarget }).navigation?.addEventListener('currententrychange', look, { signal })
  page.addEventListener('pageshow', returned, { signal })
  observer.observe(document, { childList: true, subtree: true, attributeFilter: ['data-attune-step'] })
  signal.addEventListener('abort', () => observer.disconnect())
  look()
}

/** The steps whose globs match the address, as `journey/step`: the first one of each journey. */
export function stepsAt(journeys: JourneyConfig[], host: string, path: string): string[] {
  return journeys.flatMap(({ id, steps }) => {
    const step = steps.find(({ match }) =>
      match?.urls?.some((glob) => matchesGlob(glob, glob.startsWith('//') ? `//${host}${path}` : path)),
    )
    return step ? [`${id}/${step.id}`] : []
  })
}
