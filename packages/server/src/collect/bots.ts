import { isBot } from 'isbot'

/**
 * Whether a browser says of itself that nobody sits before it: a crawler that runs the page's script, a preview, a monitor.
 *
 * Only what calls itself a browser can be one: an app or a server that reports for people is named after its library, and is none.
 * Headless browsers are none either, because that is what teams try their own pages with, in projects made for it.
 *
 * Source of the list: the package isbot.
 */
export function isCrawler(userAgent: string | undefined): boolean {
  if (userAgent === undefined || !userAgent.startsWith('Mozilla/')) return false
  const known = verdicts.get(userAgent)
  if (known !== undefined) return known
  const verdict = !userAgent.includes('HeadlessChrome') && isBot(userAgent.slice(0, MAX_LENGTH))
  if (verdicts.size >= MAX_KNOWN) verdicts.clear()
  verdicts.set(userAgent, verdict)
  return verdict
}

/** Most pages are read by few browsers, and the list is a long pattern. */
const verdicts = new Map<string, boolean>()
const MAX_KNOWN = 1_000
const MAX_LENGTH = 512
