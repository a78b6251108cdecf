import { scaleLinear } from 'd3-scale'
import type { VNode } from 'preact'

import { Chart } from './Chart.tsx'
import type { TableData } from './DataTable.tsx'

/** A value with its 95 % interval. */
export interface Interval {
  name: string
  /** Null: no figure, and `note` says why. */
  value: number | null
  low: number | null
  high: number | null
  /** Stands beside the name, e.g. `212 people`. */
  note?: string
  /** Too few people to rely on it: drawn as dots, without colour. */
  isEarly?: boolean
}

interface Props {
  title: string
  hint?: string
  spoken: string
  /** The days and the people that it is made of. */
  made: string
  rows: Interval[]
  /** Ends of the axis. */
  domain: [number, number]
  /** Where there is no difference, no effect. */
  zero: number
  /** What the two halves mean, e.g. `felt worse` and `felt better`. */
  ends: [string, string]
  format: (value: number) => string
  table: TableData
  /** A stretch around zero within which a difference is too small to matter. */
  calm?: [number, number]
}

/** Values under each other on one axis, each with its interval as a band: what overlaps, and what is clear of the line. */
export function Intervals({ title, hint, spoken, made, rows, domain, zero, ends, format, table, calm }: Props): VNode {
  const draw = (width: number) => {
    const layout = width >= WIDE ? BESIDE : ABOVE
    const x = scaleLinear(domain, [layout.left, width - layout.right]).clamp(true)
    const bottom = TOP + rows.length * layout.row + 4
    return {
      height: bottom + AXIS,
      marks: (
        <>
          {calm !== undefined && (
            <rect
              class="calm-stretch"
              x={x(calm[0])}
              y={TOP - 4}
              width={x(calm[1]) - x(calm[0])}
              height={bottom - TOP + 4}
            />
          )}
          {x.ticks(width < NARROW ? 3 : 5).map((tick) => (
            <g key={tick} class="tick-of">
              <path class="tick" d={`M${x(tick)} ${bottom}v4`} />
              <text class="axis-end" x={x(tick)} y={bottom + 18} text-anchor={anchorOf(tick, domain)}>
                {format(tick)}
              </text>
            </g>
          ))}
          <text class="axis-end" x={layout.left} y="14">
            ← {ends[0]}
          </text>
          <text class="axis-end" x={width - layout.right} y="14" text-anchor="end">
            {ends[1]} →
          </text>
          <path class="zero" d={`M${x(zero)} ${TOP - 4}V${bottom}`} />
          {rows.map((row, index) => (
            <Row key={row.name} y={TOP + index * layout.row} {...{ row, x, zero, width, layout, format }} />
          ))}
        </>
      ),
    }
  }
  return <Chart {...{ title, spoken, made, table, draw }} {...(hint !== undefined && { hint })} />
}

interface RowProps {
  row: Interval
  y: number
  x: (value: number) => number
  zero: number
  width: number
  layout: Layout
  format: (value: number) => string
}

function Row({ row, y, x, zero, width, layout, format }: RowProps): VNode {
  const { name, value, low, high, note, isEarly = false } = row
  const [line, middle] = [y + layout.line, y + layout.middle]
  const room = (layout === BESIDE ? layout.left : width - PAD - VALUE) - PAD
  const said = fitted(name, room)
  const side = low !== null && low > zero ? 'good' : high !== null && high < zero ? 'bad' : 'unclear'
  return (
    <g class={`interval-row ${isEarly ? 'early' : side}`}>
      <text class="row-name" x={PAD} y={line}>
        {said}
        {note !== undefined && fitted(`${said}  ${note}`, room) === `${said}  ${note}` && (
          <tspan class="quiet" dx="8">
            {note}
          </tspan>
        )}
      </text>
      {value !== null && (
        <text class="row-value" x={width - PAD} y={line} text-anchor="end">
          {format(value)}
        </text>
      )}
      {low !== null && high !== null && (
        <rect class="band" x={x(low)} y={middle - 5} width={Math.max(2, x(high) - x(low))} height="10" rx="5" />
      )}
      {value !== null && <circle class="dot" cx={x(value)} cy={middle} r="6" />}
    </g>
  )
}

/** As much of a name as there is room for; the table has all of it. */
function fitted(text: string, room: number): string {
  const most = Math.floor(room / LETTER)
  return text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text
}

/** Words at the ends of the axis stay within the picture. */
function anchorOf(tick: number, [low, high]: [number, number]): 'start' | 'middle' | 'end' {
  const place = (tick - low) / (high - low)
  return place < 0.04 ? 'start' : place > 0.96 ? 'end' : 'middle'
}

/** Where a row has its name and its band, in pixels. */
interface Layout {
  /** Left and right of the axis. */
  left: number
  right: number
  row: number
  /** From the top of a row: the line that words stand on, and the middle of the band. */
  line: number
  middle: number
}

const PAD = 8
/** Room for a value at the end of a row. */
const VALUE = 56
const ABOVE: Layout = { left: PAD, right: PAD, row: 52, line: 16, middle: 32 }
/** Where there is room, names stand beside their bands, and rows close together. */
const BESIDE: Layout = { left: 400, right: 72, row: 32, line: 19, middle: 14 }
const WIDE = 880
const TOP = 28
/** Room for the numbers under the axis. */
const AXIS = 24
/** Below this width there is room for few numbers. */
const NARROW = 420
/** About as wide as a letter is. */
const LETTER = 7
