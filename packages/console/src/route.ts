/** What the address names. The filters of a step's answers are part of it, so that a view can be sent to a colleague. */
export type Route =
  | { page: 'home' }
  | { page: 'journey'; project: string; journey: string }
  | {
      page: 'step'
      project: string
      journey: string
      step: string
      feel: number | null
      words: Words
      /** What a point of its trend stands for; absent: what fits the time between. */
      by?: Period
    }
  | { page: 'configure'; project: string; section: Section; id: string | null }
  | { page: 'analyse'; project: string; journey: string; view: Analysis; search: string }
  | { page: 'account' }
  | { page: 'join' }
  | { page: 'new' }
  | { page: 'unknown' }

/** What a team configures, in the order of its menu. */
export const SECTIONS = ['journeys', 'prompts', 'respect', 'people', 'tokens', 'project', 'audit'] as const
export type Section = (typeof SECTIONS)[number]

/** What is asked of a journey's answers beside its map, in the order of its menu. */
export const ANALYSES = ['voices', 'compare', 'drivers', 'doing', 'delivery', 'report'] as const
export type Analysis = (typeof ANALYSES)[number]

/** How finely a trend is told. */
const PERIODS = ['day', 'week', 'month'] as const
export type Period = (typeof PERIODS)[number]

/** All answers, or only those with words. */
export type Words = 'all' | 'only'

/**
 * Reads an address below `/console/`.
 *
 * @param search With its question mark, as `location.search` has it. A filter that makes no sense is left out.
 */
export function parseRoute(path: string, search: string): Route {
  const [head, ...rest] = path
    .replace(/^\/console\/?(s(\/|$))?/u, '')
    .split('/')
    .filter(Boolean)
    .map(decode)
  if (head === undefined) return { page: 'home' }
  const [project, journey, step, ...more] = rest
  if (head === 'c') return configureRoute(rest)
  if (head === 'a') return analyseRoute(rest, search)
  if ((head === 'account' || head === 'join' || head === 'new') && rest.length === 0) return { page: head }
  if (head !== 'p' || more.length > 0 || !project || !journey) return { page: 'unknown' }
  if (!step) return { page: 'journey', project, journey }
  const query = new URLSearchParams(search)
  const feel = query.get('feel')
  const by = PERIODS.find((one) => one === query.get('by'))
  return {
    page: 'step',
    project,
    journey,
    step,
    feel: feel !== null && /^\d{1,2}$/u.test(feel) ? Number(feel) : null,
    words: query.get('words') === 'only' ? 'only' : 'all',
    ...(by && { by }),
  }
}

/** The address of a route: what `parseRoute` reads back. */
export function hrefOf(route: Route): string {
  if (route.page === 'home' || route.page === 'unknown') return root
  if (route.page === 'account' || route.page === 'join' || route.page === 'new') return `${root}${route.page}`
  if (route.page === 'configure') {
    const section = `${root}c/${encodeURIComponent(route.project)}/${route.section}`
    return route.id === null ? section : `${section}/${encodeURIComponent(route.id)}`
  }
  const path = `${encodeURIComponent(route.project)}/${encodeURIComponent(route.journey)}`
  if (route.page === 'analyse') return `${root}a/${path}/${route.view}${route.search}`
  const journey = `${root}p/${path}`
  if (route.page === 'journey') return journey
  const query = new URLSearchParams()
  if (route.feel !== null) query.set('feel', String(route.feel))
  if (route.words === 'only') query.set('words', 'only')
  if (route.by) query.set('by', route.by)
  const search = query.toString()
  return `${journey}/${encodeURIComponent(route.step)}${search === '' ? '' : `?${search}`}`
}

function configureRoute([project, name, id, ...more]: string[]): Route {
  const section = SECTIONS.find((one) => one === name)
  return project && section && more.length === 0
    ? { page: 'configure', project, section, id: id ?? null }
    : { page: 'unknown' }
}

function analyseRoute([project, journey, name, ...more]: string[], search: string): Route {
  const view = ANALYSES.find((one) => one === name)
  return project && journey && view && more.length === 0
    ? { page: 'analyse', project, journey, view, search }
    : { page: 'unknown' }
}

/** The secret of a sign-in link, `#sign-in=SECRET`; null where the address carries none. */
export function signInSecret(hash: string): string | null {
  const secret = new URLSearchParams(hash.replace(/^#/u, '')).get('sign-in')
  return secret === '' ? null : secret
}

/** Why signing in with another service led nowhere, `#sign-in-problem=CODE`; null where the address says nothing of it. */
export function signInProblem(hash: string): string | null {
  return new URLSearchParams(hash.replace(/^#/u, '')).get('sign-in-problem')
}

/** The secret of an invitation, `/console/join#secret=SECRET`; null where the address is no such link. */
export function joinSecret(path: string, hash: string): string | null {
  if (parseRoute(path, '').page !== 'join') return null
  const secret = new URLSearchParams(hash.replace(/^#/u, '')).get('secret')
  return secret === '' ? null : secret
}

/** The secret of a link to a journey, `/console/s/#link=SECRET`; null where the address carries none. */
export function linkSecret(hash: string): string | null {
  const secret = new URLSearchParams(hash.replace(/^#/u, '')).get('link')
  return secret === '' ? null : secret
}

/** Whether an address is of those who follow a link to a journey, and need not sign in. */
export const isLinkPath = (path: string): boolean => /^\/console\/s(\/|$)/u.test(path)

/** From now on every address of ours stays among those of whoever follows a link. */
export function stayWithLink(): void {
  root = LINK_ROOT
}

/** Whether this tab shows what a link shows: one journey, to be looked at only. */
export const isByLink = (): boolean => root === LINK_ROOT

/** A broken escape such as `%zz` names nothing, and must not take the page down. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

const ROOT = '/console/'
const LINK_ROOT = '/console/s/'
let root = ROOT
