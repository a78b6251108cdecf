import type { Targeting } from './config.ts'
import { matchesGlob } from './glob.ts'
import type { Context } from './wire.ts'

/** Which condition of a prompt's `who` somebody does not fulfil. */
export type TargetReason = 'device' | 'locale' | 'release' | 'page' | 'visitor' | 'traits'

/**
 * Whether a prompt is for somebody: `ok`, or the first condition that they do not fulfil, in the order of the type.
 *
 * What is unknown fulfils no condition on it: nobody is taken for somebody whom a prompt is meant for.
 *
 * @param isReturning Seen in an earlier session.
 */
export function isFor(
  { devices, locales, releases, pages, returning, traits = {} }: Targeting,
  { device, locale, release, page, traits: known = {} }: Context,
  isReturning: boolean,
): 'ok' | TargetReason {
  const isOneOf = (list: string[] | undefined, value = '') => !list || list.includes(value)
  if (!isOneOf(devices, device)) return 'device'
  if (locales && !locales.some((wanted) => `${normal(locale)}-`.startsWith(`${normal(wanted)}-`))) return 'locale'
  if (!isOneOf(releases, release)) return 'release'
  if (pages && !pages.some((glob) => page && matchesGlob(glob, page))) return 'page'
  if (returning !== undefined && returning !== isReturning) return 'visitor'
  return Object.keys(traits).every((name) => isOneOf(traits[name], known[name])) ? 'ok' : 'traits'
}

const normal = (locale = '') => locale.replaceAll('_', '-').toLowerCase()
