import { type ScaleLinear, scaleLinear } from 'd3-scale'
import type { VNode } from 'preact'
import { useRef } from 'preact/hooks'

import { Chart } from './Chart.tsx'
import type { TableData } from './DataTable.tsx'
import { type Box, placeLabels } from './place-labels.ts'
import { useWidth } from './use-width.ts'

/** A point with its 95 % intervals, both ways. */
export interface MapPoint {
  name: string
  x: { value: number; low: number; high: number }
  y: { value: number; low: number; high: number }
  /** `mend` and `keep` are coloured; `unclear` is hollow, because an interval reaches over a line. */
  look: 'mend' | 'keep' | 'calm' | 'unclear'
}

interface Props {
  title: string
  hint: string
  spoken: string
  /** The days and the people that it is made of. */
  made: string
  /** Numbered as they come. */
  points: MapPoint[]
  /** Where the field is divided. */
  lines: { x: number; y: number }
  /** Names of the quarters, by where they are. */
  corners: { topLeft: string; topRight: string; bottomLeft: string; bottomRight: string }
  /** What more means, across and up. */
  axes: { x: string; y: string }
  table: TableData
  /** Stands below. @param isNumbered Whether points bear numbers, because their names would not fit. */
  below: (isNumbered: boolean) => VNode
}

/** How each of several things feels and matters, in four quarters: points with their intervals as soft crosses. */
export function ImportanceMap({ title, hint, spoken, made, points, lines, corners, axes, table, below }: Props): VNode {
  const frame = useRef<HTMLDivElement>(null)
  const width = useWidth(frame)
  const { height, field, x, y, places, isNumbered } = layOut(points, lines, corners, width)
  const right = field.x + field.width
  const bottom = field.y + field.height
  const draw = (): { height: number; marks: VNode } => ({
    height,
    marks: (
      <g class="importance">
        <text class="axis-end" x={field.x} y="14">
          ↑ {axes.y}
        </text>
        <text class="axis-end" x={right} y={height - 4} text-anchor="end">
          {axes.x} →
        </text>
        <rect class="field" {...field} rx="4" />
        {points.map(({ name, x: across, y: up }) => (
          <g key={name} class="cross">
            <rect {...bar(x(across.low), x(across.high))} y={y(up.value) - 4} height="8" rx="4" />
            <rect {...column(y(up.high), y(up.low))} x={x(across.value) - 4} width="8" rx="4" />
          </g>
        ))}
        <path class="divide" d={`M${x(lines.x)} ${field.y}V${bottom}M${field.x} ${y(lines.y)}H${right}`} />
        {cornersOf(corners, field).map(({ name, ...at }) => (
          <text key={name} class="corner" {...at}>
            {name}
          </text>
        ))}
        {points.map((point, index) => (
          <Mark key={point.name} point={point} place={places[index] ?? null} x={x} y={y}>
            {isNumbered ? String(index + 1) : point.name}
          </Mark>
        ))}
      </g>
    ),
  })
  return (
    <div ref={frame}>
      <Chart {...{ title, hint, spoken, made, table }} draw={draw} />
      {below(isNumbered)}
    </div>
  )
}

interface MarkProps {
  point: MapPoint
  /** Where its label stands; null: nowhere. */
  place: Box | null
  x: Across
  y: Across
  children: string
}

function Mark({ point, place, x, y, children }: MarkProps): VNode {
  const at = { x: x(point.x.value), y: y(point.y.value) }
  return (
    <g class={point.look}>
      {place !== null && <path class="leader" d={leader(at, place)} />}
      <circle class="dot" cx={at.x} cy={at.y} r="6" />
      {place !== null && (
        <text class="label" x={place.x + place.width / 2} y={place.y + place.height - 4} text-anchor="middle">
          {children}
        </text>
      )}
    </g>
  )
}

type Across = ScaleLinear<number, number>

interface Layout {
  height: number
  field: Box
  x: Across
  y: Across
  places: (Box | null)[]
  isNumbered: boolean
}

/** Names where all of them fit near their points, else numbers. */
function layOut(points: MapPoint[], lines: Props['lines'], corners: Props['corners'], width: number): Layout {
  const height = Math.round(Math.max(320, Math.min(520, width * 0.6)))
  const field = { x: 0, y: TOP, width: Math.max(1, width), height: height - TOP - BOTTOM }
  const x = scaleLinear(
    reachOf(
      points.map((point) => point.x),
      lines.x,
    ),
    [field.x + PAD, field.x + field.width - PAD],
  )
  const y = scaleLinear(
    reachOf(
      points.map((point) => point.y),
      lines.y,
    ),
    [field.y + field.height - PAD, field.y + PAD],
  )
  const spots = points.map((point) => ({ x: x(point.x.value), y: y(point.y.value) }))
  const taken = cornersOf(corners, field).map((corner) => {
    const length = widthOf(corner.name)
    const left = corner['text-anchor'] === 'end' ? corner.x - length : corner.x
    return { x: left, y: corner.y - LINE + 4, width: length, height: LINE }
  })
  const place = (texts: string[], reach: number): (Box | null)[] =>
    placeLabels(
      texts.map((text, index) => ({ ...(spots[index] ?? { x: 0, y: 0 }), width: widthOf(text), height: LINE })),
      field,
      taken,
      reach,
    )
  const named = place(
    points.map(({ name }) => name),
    NEAR,
  )
  if (named.every((box) => box !== null)) return { height, field, x, y, places: named, isNumbered: false }
  const numbered = place(
    points.map((_, index) => String(index + 1)),
    FAR,
  )
  return { height, field, x, y, places: numbered, isNumbered: true }
}

/** As much of an axis as all intervals and the line take, and a little more. */
function reachOf(intervals: { low: number; high: number }[], line: number): [number, number] {
  const low = Math.min(line - LEAST, ...intervals.map((one) => one.low))
  const high = Math.max(line + LEAST, ...intervals.map((one) => one.high))
  const more = (high - low) * 0.06
  return [low - more, high + more]
}

interface Corner {
  name: string
  x: number
  y: number
  'text-anchor': 'start' | 'end'
}

function cornersOf({ topLeft, topRight, bottomLeft, bottomRight }: Props['corners'], field: Box): Corner[] {
  const left = { x: field.x + PAD, 'text-anchor': 'start' as const }
  const right = { x: field.x + field.width - PAD, 'text-anchor': 'end' as const }
  const top = { y: field.y + 22 }
  const bottom = { y: field.y + field.height - 10 }
  return [
    { name: topLeft, ...left, ...top },
    { name: topRight, ...right, ...top },
    { name: bottomLeft, ...left, ...bottom },
    { name: bottomRight, ...right, ...bottom },
  ]
}

/** A thin line to a label that does not stand right beside its point. */
function leader(at: { x: number; y: number }, box: Box): string {
  const end = {
    x: Math.max(box.x, Math.min(at.x, box.x + box.width)),
    y: Math.max(box.y + 4, Math.min(at.y, box.y + box.height - 4)),
  }
  return Math.hypot(end.x - at.x, end.y - at.y) < 18 ? '' : `M${at.x} ${at.y}L${end.x} ${end.y}`
}

const bar = (from: number, to: number) => ({ x: from, width: Math.max(2, to - from) })
const column = (from: number, to: number) => ({ y: from, height: Math.max(2, to - from) })
/** A little more than letters of this size take on average. */
const widthOf = (text: string): number => 8 + text.length * 7.6

const TOP = 24
const BOTTOM = 24
const PAD = 12
const LINE = 20
/** How far a name may stand from its point before it is unclear whose it is; and a number, which has a line to it. */
const NEAR = 30
const FAR = 140
/** The least of an axis to each side of the line. */
const LEAST = 0.02
