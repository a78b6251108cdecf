import type { VNode } from 'preact'

/** Too few people for a figure. Lines of our own: a pattern would need an id per picture. */
export function Hatched({ x, y, width, height }: { x: number; y: number; width: number; height: number }): VNode {
  const lines: string[] = []
  for (let offset = HATCH; offset < width + height; offset += HATCH) {
    const x1 = Math.max(0, offset - height)
    const y1 = Math.min(height, offset)
    const x2 = Math.min(width, offset)
    const y2 = Math.max(0, offset - width)
    lines.push(`M${x + x1} ${y + y1}L${x + x2} ${y + y2}`)
  }
  return (
    <g class="hatched">
      <rect x={x} y={y} width={width} height={height} rx="3" />
      <path d={lines.join('')} />
    </g>
  )
}

const HATCH = 6
