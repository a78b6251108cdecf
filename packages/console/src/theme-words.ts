import { contrastOf, nearestPassing, type Palette, type Theme, WIDGET_COLORS } from '@attune/protocol'

export const SCHEMES = ['light', 'dark'] as const
export type SchemeName = (typeof SCHEMES)[number]
export type ColorName = keyof Palette

export const COLORS: readonly { name: ColorName; label: string }[] = [
  { name: 'background', label: 'Ground' },
  { name: 'text', label: 'Text' },
  { name: 'muted', label: 'Quiet text' },
  { name: 'accent', label: 'Accent' },
  { name: 'onAccent', label: 'Text on the accent' },
]

/** Colours as they are typed; '' is the widget's own. */
export type ThemeDraft = Record<SchemeName, Record<ColorName, string>>

export function themeDraftOf(theme: Theme): ThemeDraft {
  const draftOf = (palette: Palette = {}): Record<ColorName, string> => ({ ...NONE, ...palette })
  return { light: draftOf(theme.light), dark: draftOf(theme.dark) }
}

/** @param theme As it was: what is not a colour stays. */
export function themeIn(draft: ThemeDraft, theme: Theme): Theme {
  const { light: _light, dark: _dark, ...rest } = theme
  const palettes = SCHEMES.map((scheme) => [scheme, paletteIn(draft[scheme])] as const)
  return { ...rest, ...Object.fromEntries(palettes.filter(([, palette]) => Object.keys(palette).length > 0)) }
}

/** The colours that will be seen: the widget's own where nothing was typed, or nothing that is a colour. */
export function seenColors(scheme: SchemeName, draft: Record<ColorName, string>): Required<Palette> {
  const { background, text, muted, accent, onAccent } = paletteIn(draft)
  const ground = { ...WIDGET_COLORS[scheme], ...(background && { background }), ...(text && { text }) }
  return {
    ...ground,
    muted: muted ?? ground.muted,
    accent: accent ?? ground.text,
    onAccent: onAccent ?? ground.background,
  }
}

/** How well a colour can be told from what it stands on; null for the ground itself. */
export interface Contrast {
  /** Never rounded up. */
  ratio: string
  isEnough: boolean
  least: number
  /** The nearest colour that would do. */
  nearest: string
}

export function contrastAt(scheme: SchemeName, color: ColorName, draft: Record<ColorName, string>): Contrast | null {
  if (color === 'background') return null
  const seen = seenColors(scheme, draft)
  const under = color === 'onAccent' ? seen.accent : seen.background
  const least = color === 'accent' ? 3 : 4.5
  const ratio = contrastOf(seen[color], under)
  return {
    ratio: (Math.floor(ratio * 10) / 10).toFixed(1),
    isEnough: ratio >= least,
    least,
    nearest: nearestPassing(seen[color], under, least),
  }
}

/** Whether it is a colour, or nothing, which is the widget's own. */
export const isColor = (text: string): boolean => text.trim() === '' || COLOR.test(text.trim())

function paletteIn(draft: Record<ColorName, string>): Palette {
  const given = COLORS.map(({ name }) => [name, draft[name].trim()] as const)
  return Object.fromEntries(given.filter(([, color]) => COLOR.test(color)))
}

const NONE: Record<ColorName, string> = { background: '', text: '', muted: '', accent: '', onAccent: '' }
const COLOR = /^#([0-9a-f]{3}|[0-9a-f]{6})$/iu
