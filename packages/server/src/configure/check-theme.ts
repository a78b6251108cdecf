import { contrastOf, nearestPassing, type Palette, type Theme, WIDGET_COLORS } from '@attune/protocol'

/**
 * Colours that somebody could not read by, each with its contrast and the nearest colour that would do.
 *
 * What a palette leaves away is the widget's own, so that a background alone is checked against the text that will stand on it.
 * Source: WCAG 2.2, 1.4.3 and 1.4.11.
 */
export function* faultsOfTheme(place: string, theme: Theme): Iterable<string> {
  for (const scheme of ['light', 'dark'] as const) {
    const own = theme[scheme] ?? {}
    const ground: Palette & Record<keyof typeof WIDGET_COLORS.light, string> = { ...WIDGET_COLORS[scheme], ...own }
    const { background, text, muted, accent = text, onAccent = background } = ground
    const pairs = [
      { name: 'text', color: text, under: background, least: TEXT },
      { name: 'muted', color: muted, under: background, least: TEXT },
      // Where it says nothing, the accent is the text's colour, which is checked already.
      ...(own.accent === undefined ? [] : [{ name: 'accent', color: accent, under: background, least: CONTROL }]),
      ...(own.accent === undefined && own.onAccent === undefined
        ? []
        : [{ name: 'onAccent', color: onAccent, under: accent, least: TEXT }]),
    ]
    for (const { name, color, under, least } of pairs) {
      const ratio = contrastOf(color, under)
      if (ratio < least)
        yield (
          `${place}.${scheme}.${name}: ${color} on ${under} has a contrast of ${floored(ratio)} and needs ${least}; ` +
          `the nearest colour that has it is ${nearestPassing(color, under, least)}`
        )
    }
  }
}

const TEXT = 4.5
const CONTROL = 3

/** Never rounded up to what is needed. */
function floored(ratio: number): string {
  return (Math.floor(ratio * 100) / 100).toFixed(2)
}
