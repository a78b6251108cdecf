import { styledCopy } from './download-styles.ts'

/** A picture that needs nothing beside itself. */
export interface Drawing {
  svg: string
  /** In CSS pixels. */
  width: number
  height: number
}

/** What stands above and below a drawing, since it travels without its page. */
export interface Labels {
  title: string
  hint: string | undefined
  /** Where it comes from: the project, the journey, its days and how many people. */
  source: string
  /** The same in words. */
  spoken: string
}

/** Makes an SVG of the page into a file of its own: styles written out, title and source inside, on the colour of its paper. */
export function standalone(drawn: SVGSVGElement, { title, hint, source, spoken }: Labels): Drawing {
  const colours = getComputedStyle(document.documentElement)
  const colour = (name: string): string => colours.getPropertyValue(name).trim()
  const box = drawn.getBBox()
  const size = { width: drawn.width.baseVal.value, height: drawn.height.baseVal.value }
  // What stands out of the chart's frame belongs to it all the same.
  const left = Math.max(0, -box.x)
  const right = Math.max(0, box.x + box.width - size.width)
  const inner = Math.max(LEAST_WIDTH, left + size.width + right)

  const lines = [
    ...wrapped(title, inner, { size: 18, weight: 600, fill: colour('--ink') }),
    ...wrapped(hint ?? '', inner, { size: 14, weight: 400, fill: colour('--quiet') }),
  ]
  const foot = wrapped(source, inner, { size: 12, weight: 400, fill: colour('--quiet') })
  const top = Math.ceil(PAD + heightOf(lines) + GAP + Math.max(0, -box.y))
  const bottom = top + Math.max(size.height, box.y + box.height) + GAP
  const width = Math.ceil(inner + 2 * PAD)
  const height = Math.ceil(bottom + heightOf(foot) + PAD)

  const svg = make('svg', { width, height, viewBox: `0 0 ${width} ${height}`, role: 'img', 'font-family': FONTS })
  const chart = styledCopy(drawn)
  // Where it says nothing else, in the same letters as what stands around it.
  chart.removeAttribute('font-family')
  chart.setAttribute('transform', `translate(${PAD + left} ${top})`)
  svg.append(
    make('title', {}, `${title}. ${spoken}`),
    make('rect', { width, height, fill: colour('--paper') }),
    ...placed(lines, PAD),
    chart,
    ...placed(foot, bottom),
  )
  return { svg: new XMLSerializer().serializeToString(svg), width, height }
}

interface Line {
  text: string
  size: number
  weight: number
  fill: string
}

/** Breaks a text between words where it would be wider than the drawing. */
function wrapped(text: string, width: number, style: Omit<Line, 'text'>): Line[] {
  const pen = document.createElement('canvas').getContext('2d')
  if (pen !== null) pen.font = `${style.weight} ${style.size}px ${FONTS}`
  const lines: string[] = []
  for (const word of text.split(' ').filter(Boolean)) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`
    if (lines.length > 0 && (pen?.measureText(longer).width ?? 0) <= width) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines.map((line) => Object.assign({ text: line }, style))
}

function placed(lines: Line[], top: number): SVGElement[] {
  let y = top
  return lines.map(({ text, size, weight, fill }) => {
    y += size * LEADING
    return make(
      'text',
      { x: PAD, y: Math.round(y - size * (LEADING - 1)), 'font-size': size, 'font-weight': weight, fill },
      text,
    )
  })
}

const heightOf = (lines: Line[]): number => lines.reduce((sum, { size }) => sum + size * LEADING, 0)

function make(name: string, attributes: Record<string, string | number>, text = ''): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value))
  element.textContent = text
  return element
}

/** The console's own, and what other machines have that is most like it. */
const FONTS = "'Source Sans 3', 'Source Sans Pro', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"
const LEAST_WIDTH = 320
const PAD = 24
const GAP = 16
const LEADING = 1.4
