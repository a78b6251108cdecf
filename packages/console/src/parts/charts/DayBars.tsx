import '../../styles/day-bars.css'
import { scaleLinear } from 'd3-scale'
import type { VNode } from 'preact'

import { addDays, daysFrom } from '../../days.ts'
import { shortDay } from '../../when.ts'
import { count } from '../../words.ts'
import { Chart } from './Chart.tsx'
import type { TableData } from './DataTable.tsx'

/** What a day's bar is stacked of. */
export interface Part {
  name: string
  /** How it looks, by a class of `day-bars.css`. */
  look: 'plain' | 'light' | 'strong' | 'hollow'
  /** Below the line is what one would rather not see. */
  isBelow: boolean
}

interface Props {
  title: string
  hint?: string
  spoken: string
  made: string
  from: string
  to: string
  parts: Part[]
  /** One number per part; a day without anything may be left away. */
  days: { day: string; values: number[] }[]
  table: TableData
}

/** Counts by day as stacked bars: what went well above the line, what did not below it, on one scale. */
export function DayBars({ title, hint, spoken, made, from, to, parts, days, table }: Props): VNode {
  const draw = (width: number) => {
    const columns = width < NARROW ? 2 : parts.length
    const column = Math.min(LEGEND_WIDTH, (width - 2 * PAD) / columns)
    const top = Math.ceil(parts.length / columns) * LEGEND_ROW + 28
    const most = (isBelow: boolean) => Math.max(0, ...days.map(({ values }) => sideOf(parts, values, isBelow)))
    const [above, below] = [Math.max(1, most(false)), most(true)]
    // What is below is seldom much, and must be seen all the same.
    const y = scaleLinear([0, above], [top + TALL, top])
    const zero = y(0)
    const depth = below === 0 ? 0 : Math.max(SEEN, zero - y(below))
    const step = (width - 2 * PAD) / daysFrom(from, to)
    const bar = Math.max(1, Math.min(32, step * 0.72))
    const height = zero + depth + 36
    return {
      height,
      marks: (
        <>
          {parts.map((part, index) => (
            <g
              key={part.name}
              transform={`translate(${PAD + (index % columns) * column} ${Math.floor(index / columns) * LEGEND_ROW})`}
            >
              <rect class={`day-part ${part.look}`} x="1" y="3" width="14" height="14" rx="2" />
              <text x="22" y="15">
                {part.name}
              </text>
            </g>
          ))}
          <path class="tick" d={`M${PAD} ${y(above)}H${width - PAD}`} />
          <text class="quiet" x={PAD} y={y(above) - 6}>
            {count(above)} a day
          </text>
          {days.map(({ day, values }) => (
            <Day
              key={day}
              parts={parts}
              values={values}
              x={PAD + (daysFrom(from, day) - 0.5) * step - bar / 2}
              width={bar}
              zero={zero}
              heightOf={(n) => zero - y(n)}
            />
          ))}
          <path class="zero" d={`M${PAD} ${zero}H${width - PAD}`} />
          {ticksOf(from, to, width).map(({ day, share, anchor }) => (
            <text key={day} class="quiet" x={PAD + share * (width - 2 * PAD)} y={height - 12} text-anchor={anchor}>
              {shortDay(day)}
            </text>
          ))}
        </>
      ),
    }
  }
  return <Chart {...{ title, spoken, made, table, draw }} {...(hint !== undefined && { hint })} />
}

interface DayProps {
  parts: Part[]
  values: number[]
  x: number
  width: number
  zero: number
  heightOf: (n: number) => number
}

function Day({ parts, values, x, width, zero, heightOf }: DayProps): VNode {
  const ends = { above: zero, below: zero }
  return (
    <>
      {parts.map(({ name, look, isBelow }, index) => {
        const n = values[index] ?? 0
        if (n === 0) return null
        const height = Math.max(isBelow ? LEAST : 1, heightOf(n))
        const y = isBelow ? ends.below + 1 : ends.above - height
        if (isBelow) ends.below += height
        else ends.above = y
        return <rect key={name} class={`day-part ${look}`} x={x} y={y} width={width} height={height} />
      })}
    </>
  )
}

const sideOf = (parts: Part[], values: number[], isBelow: boolean): number =>
  parts.reduce((sum, part, index) => (part.isBelow === isBelow ? sum + (values[index] ?? 0) : sum), 0)

/** The first day, the last, and one between where there is room. */
function ticksOf(
  from: string,
  to: string,
  width: number,
): { day: string; share: number; anchor: 'start' | 'middle' | 'end' }[] {
  const days = daysFrom(from, to)
  if (days === 1) return [{ day: from, share: 0.5, anchor: 'middle' }]
  const middle = { day: addDays(from, Math.floor(days / 2)), share: (Math.floor(days / 2) + 0.5) / days }
  return [
    { day: from, share: 0, anchor: 'start' },
    ...(days > 4 && width >= NARROW / 2 ? [{ ...middle, anchor: 'middle' as const }] : []),
    { day: to, share: 1, anchor: 'end' },
  ]
}

const PAD = 8
const TALL = 160
const LEGEND_ROW = 24
const LEGEND_WIDTH = 176
const NARROW = 560
/** What is below the line is at least so deep. */
const SEEN = 12
const LEAST = 3
