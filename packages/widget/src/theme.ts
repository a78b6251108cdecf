import type { Theme } from '@attune/protocol'

/**
 * A theme as custom properties, which the style sheet reads after the page's own.
 *
 * They are set one by one through the style's interface, which a strict `style-src` lets through, and no value can be more
 * than a value there.
 */
export function propertiesOf({ radius, ...theme }: Theme): Record<string, string> {
  const properties: Record<string, string> = {}
  if (radius !== undefined) properties['--own-radius'] = `${radius}px`
  for (const scheme of ['light', 'dark'] as const) {
    for (const [name, color] of Object.entries(theme[scheme] ?? {})) properties[`--${scheme}-${name}`] = color
  }
  return properties
}
