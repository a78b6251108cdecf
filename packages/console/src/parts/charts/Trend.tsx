import type { TrendAnswer } from '@attune/protocol'
import type { VNode } from 'preact'

import { answers, points as inPoints } from '../../words.ts'
import { Hatched } from '../Hatched.tsx'
import { Chart } from './Chart.tsx'
import type { TableData } from './DataTable.tsx'
import { drawTrend, notesOf, type PlacedPoint, type TrendPicture } from './trend-picture.ts'

interface Props {
  title: string
  hint: string
  spoken: string
  /** The days and the people that it is made of. */
  made: string
  trend: TrendAnswer
  table: TableData
  /** What a period is called, e.g. `1 to 7 November 2026`. */
  nameOf: (point: { from: string; to: string }) => string
  /** Opens the answers of a period; null where they are not shown. */
  onOpen: ((point: { from: string; to: string }) => void) | null
}

/** Net feel over time: a band for what is known, gaps where too few answered, dashes where it is not over, numbers where something changed. */
export function Trend({ title, hint, spoken, made, trend, table, nameOf, onOpen }: Props): VNode {
  const draw = (width: number): { height: number; marks: VNode } => {
    const field = { left: LEFT, right: width - RIGHT, top: TOP, bottom: HEIGHT - BOTTOM }
    const picture = drawTrend(trend, field)
    const { y, levels, ticks, points, stretches, bands, alone, xOf } = picture
    return {
      height: HEIGHT,
      marks: (
        <g class="trend">
          {levels.map((level) => (
            <g key={level}>
              <path class={level === 0 ? 'zero' : 'level'} d={`M${LEFT} ${y(level)}H${field.right}`} />
              <text class="quiet" x={LEFT - 8} y={y(level) + 5} text-anchor="end">
                {inPoints(level)}
              </text>
            </g>
          ))}
          {ticks.map((tick) => (
            <text key={tick.x} class="quiet" x={tick.x} y={HEIGHT - 6} text-anchor="middle">
              {tick.text}
            </text>
          ))}
          {bands.map((d) => (
            <path key={d} class="band" d={d} />
          ))}
          {alone.map((point) => (
            <rect key={point.from} class={point.partial ? 'band open' : 'band'} {...bandOf(point, y)} rx="4" />
          ))}
          {notesOf(trend).map((note, i) => (
            <Mark
              key={`${note.kind} ${note.day}`}
              x={xOf(note.day)}
              number={i + 1}
              kind={note.kind}
              bottom={field.bottom}
            />
          ))}
          {stretches.map(({ kind, from, to }) => (
            <path
              key={`${from.from} ${to.from}`}
              class={`curve ${kind}`}
              d={`M${from.x} ${y(from.net ?? 0)}L${to.x} ${y(to.net ?? 0)}`}
            />
          ))}
          {points.map((point) => (
            <Point
              key={`${point.from} ${point.n}`}
              point={point}
              y={y}
              hasRoom={point.right - point.left > 9 || points.length < 60}
            />
          ))}
          {points.map((point) => (
            <rect
              key={`${point.from} ${point.n}`}
              class={onOpen ? 'hit opens' : 'hit'}
              {...hitOf(point)}
              y={TOP}
              height={field.bottom - TOP}
              onClick={() => onOpen?.(point)}
            >
              <title>{`${nameOf(point)}: ${said(point)}`}</title>
            </rect>
          ))}
        </g>
      ),
    }
  }
  return <Chart {...{ title, hint, spoken, made, table, draw }} />
}

function Point({ point, y, hasRoom }: { point: PlacedPoint; y: TrendPicture['y']; hasRoom: boolean }): VNode | null {
  if (point.net === null) return <Hatched x={point.x - 5} y={(TOP + HEIGHT - BOTTOM) / 2 - 12} width={10} height={24} />
  const isOpen = point.partial || point.tier === 'early'
  if (!isOpen && !hasRoom) return null
  return <circle class={isOpen ? 'dot open' : 'dot'} cx={point.x} cy={y(point.net)} r="4.5" />
}

interface MarkProps {
  x: number
  number: number
  kind: 'break' | 'worse' | 'better'
  bottom: number
}

/** A number that stands for a sentence below the picture. */
function Mark({ x, number, kind, bottom }: MarkProps): VNode {
  return (
    <g class={`note ${kind}`}>
      <path d={`M${x} 22V${bottom}`} />
      <circle cx={x} cy="12" r="10" />
      <text x={x} y="17" text-anchor="middle">
        {number}
      </text>
    </g>
  )
}

function said({ n, net, partial }: PlacedPoint): string {
  const so = partial ? ' so far' : ''
  return net === null ? `fewer than 5 people${so}` : `net feel ${inPoints(net)}${so}, ${answers(n)}`
}

function bandOf({ x, net_low: low, net_high: high }: PlacedPoint, y: TrendPicture['y']) {
  const top = y(high ?? 0)
  return { x: x - 6, width: 12, y: top, height: Math.max(2, y(low ?? 0) - top) }
}

/** At least as wide as a finger can hit. */
function hitOf({ x, left, right }: PlacedPoint): { x: number; width: number } {
  const width = Math.max(24, right - left)
  return { x: Math.min(left, x - width / 2), width }
}

const HEIGHT = 240
const TOP = 28
const BOTTOM = 32
const LEFT = 44
const RIGHT = 12
