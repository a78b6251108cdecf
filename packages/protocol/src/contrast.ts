/**
 * How well one colour stands out from another, from 1 (not at all) to 21 (black on white).
 *
 * Source: WCAG 2.2, "contrast ratio" and "relative luminance". Text needs 4.5 (1.4.3), the parts of a control 3 (1.4.11).
 *
 * @param one `#rgb` or `#rrggbb`, as `other`.
 */
export function contrastOf(one: string, other: string): number {
  const [a, b] = [luminanceOf(channelsOf(one)), luminanceOf(channelsOf(other))]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

/**
 * The colour nearest to one that stands out from another well enough: as much black or white is mixed in as it takes, and no
 * more. Black or white itself where the other leaves no better, which cannot be below 4.5.
 *
 * @param ratio At least this contrast; see `contrastOf`.
 * @returns `#rrggbb`
 */
export function nearestPassing(color: string, other: string, ratio: number): string {
  const from = channelsOf(color)
  for (let step = 0; step <= 255; step++) {
    for (const end of [0, 255]) {
      const mixed = hexOf(from.map((channel) => channel + ((end - channel) * step) / 255))
      if (contrastOf(mixed, other) >= ratio) return mixed
    }
  }
  return contrastOf('#000', other) > contrastOf('#fff', other) ? '#000000' : '#ffffff'
}

/** The widget's own colours, which hold where a theme says nothing; the accent is the text's, on the background's. */
export const WIDGET_COLORS = {
  light: { background: '#faf8f4', text: '#1d1a16', muted: '#645d52' },
  dark: { background: '#26231f', text: '#f3efe8', muted: '#b8b0a4' },
} as const

function channelsOf(hex: string): number[] {
  const isShort = hex.length === 4
  const parts = hex.slice(1).match(isShort ? /./g : /../g) ?? []
  return parts.map((part) => Number.parseInt(isShort ? part + part : part, 16))
}

function hexOf(channels: number[]): string {
  return `#${channels.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`
}

function luminanceOf(channels: number[]): number {
  const [red = 0, green = 0, blue = 0] = channels.map((channel) => {
    const share = channel / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
