/**
 * What a browser calls itself, short enough for a list: "Firefox on Linux"; '' where it says nothing that is known here.
 *
 * It tells a person which of their sessions is which. Anybody can say anything, so nothing else is made of it.
 */
export function browserNameOf(userAgent: string | undefined): string {
  const agent = userAgent ?? ''
  const browser = nameIn(agent, BROWSERS)
  const system = nameIn(agent, SYSTEMS)
  if (browser && system) return `${browser} on ${system}`
  return browser || system
}

function nameIn(agent: string, known: readonly [string, RegExp][]): string {
  return known.find(([, pattern]) => pattern.test(agent))?.[0] ?? ''
}

/** In order: most say that they are Chrome or Safari as well. */
const BROWSERS: [string, RegExp][] = [
  ['Edge', /\bEdg(?:e|A|iOS)?\//],
  ['Opera', /\b(?:OPR|OPiOS|Opera)\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Vivaldi', /\bVivaldi\//],
  ['Firefox', /\b(?:Firefox|FxiOS)\//],
  ['Chrome', /\b(?:Chrome|CriOS|HeadlessChrome)\//],
  ['Safari', /\bSafari\//],
  ['curl', /^curl\//],
]

const SYSTEMS: [string, RegExp][] = [
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Android', /\bAndroid\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Windows', /\bWindows\b/],
  ['Mac', /\bMac(?:intosh| OS X)\b/],
  ['Linux', /\bLinux\b/],
]
