/**
 * Whether a page of this origin may report to a project that names its origins.
 *
 * It keeps a copied snippet or a staging site out of the figures by accident; it is no protection from anybody who means it, because
 * only browsers tell the truth about where they are. So a caller that says no origin (an app, a server, `curl`) is let in, and a page
 * that has none to say (`null`: a sandboxed frame, a file) only where the project lists `null`.
 *
 * @param allowed As `https://shop.example`, or `https://*.shop.example` for every name below it; empty: every origin.
 */
export function isAllowedOrigin(origin: string | undefined, allowed: readonly string[]): boolean {
  if (allowed.length === 0 || origin === undefined) return true
  return allowed.some((pattern) => isOrigin(origin.toLowerCase(), pattern))
}

/** How an origin is written, for a check of the configuration. */
export const ORIGIN_PATTERN = '^(null|https?://(\\*\\.)?[a-z0-9-]+(\\.[a-z0-9-]+)*(:\\d{1,5})?)$'

function isOrigin(origin: string, pattern: string): boolean {
  const star = pattern.indexOf('*.')
  if (star < 0) return origin === pattern
  const [scheme, rest] = [pattern.slice(0, star), pattern.slice(star + 1)]
  if (!origin.startsWith(scheme) || !origin.endsWith(rest)) return false
  const below = origin.slice(scheme.length, origin.length - rest.length)
  return /^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(below)
}
