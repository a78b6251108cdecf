import type { TrendAnswer, TrendPoint, TrendSeries } from '@attune/protocol'
import { type ScaleLinear, scaleLinear, scaleUtc } from 'd3-scale'
import { area, curveMonotoneX } from 'd3-shape'

/** A period placed in the picture, in pixels. */
export interface PlacedPoint extends TrendPoint {
  /** Its middle and its ends. */
  x: number
  left: number
  right: number
}

/** A stretch between two figures: `line` next to each other, `bridge` over periods in which nobody answered, `open` to one that is not over. */
export interface Stretch {
  kind: 'line' | 'bridge' | 'open'
  from: PlacedPoint
  to: PlacedPoint
}

export interface TrendPicture {
  points: PlacedPoint[]
  stretches: Stretch[]
  /** The intervals of periods next to each other, as one band. */
  bands: string[]
  /** Those that have no neighbour, whose interval is a band by itself. */
  alone: PlacedPoint[]
  y: ScaleLinear<number, number>
  /** Values of net feel to draw lines at. */
  levels: number[]
  ticks: { x: number; text: string }[]
  xOf: (day: string) => number
}

/** Places a trend. @param width,height Of the field, in pixels. */
export function drawTrend(
  { series }: TrendAnswer,
  field: { left: number; right: number; top: number; bottom: number },
): TrendPicture {
  const all = series.flatMap(({ points }) => points)
  const days = all.flatMap(({ from, to }) => [from, to])
  const first = Date.parse(days.toSorted()[0] ?? '2000-01-01')
  const last = Date.parse(days.toSorted().at(-1) ?? '2000-01-02') + DAY_MS
  const x = scaleUtc([first, last], [field.left, field.right])
  const [low, high] = reachOf(all)
  const y = scaleLinear([low, high], [field.bottom, field.top])
  const placed = series.map((one) => one.points.map((point) => place(point, x)))
  const stretches = placed.flatMap(stretchesOf)
  const runs = placed.flatMap(runsOf)
  const band = area<PlacedPoint>()
    .x((point) => point.x)
    .y0(({ net_low }) => y(net_low ?? 0))
    .y1(({ net_high }) => y(net_high ?? 0))
    .curve(curveMonotoneX)
  return {
    points: placed.flat(),
    stretches,
    bands: runs.filter((run) => run.length > 1).map((run) => band(run) ?? ''),
    alone: runs.filter((run) => run.length === 1).flat(),
    y,
    levels: levelsOf(low, high),
    ticks: ticksOf(x),
    xOf: (day) => x(Date.parse(day) + DAY_MS / 2),
  }
}

/** All that is told, and where a break or a change begins, oldest first and numbered from 1. */
export function notesOf({ series }: TrendAnswer): TrendNote[] {
  return series
    .flatMap((one, i): TrendNote[] => [
      ...(i === 0 ? [] : [{ kind: 'break' as const, day: one.from, series: one }]),
      ...one.signals.map((signal) => ({ kind: signal.direction, day: signal.since, signal })),
    ])
    .toSorted((a, b) => (a.day < b.day ? -1 : 1))
}

export type TrendNote =
  | { kind: 'break'; day: string; series: TrendSeries }
  | { kind: 'worse' | 'better'; day: string; signal: TrendSeries['signals'][number] }

function place(point: TrendPoint, x: (at: number) => number): PlacedPoint {
  const left = x(Date.parse(point.from))
  const right = x(Date.parse(point.to) + DAY_MS)
  return { ...point, left, right, x: (left + right) / 2 }
}

function stretchesOf(points: readonly PlacedPoint[]): Stretch[] {
  return points.slice(1).flatMap((to, i): Stretch[] => {
    const from = points[i]
    if (from === undefined || from.net === null || to.net === null) return []
    const kind = from.partial || to.partial ? 'open' : isNext(from, to) ? 'line' : 'bridge'
    return [{ kind, from, to }]
  })
}

/** Figures that follow each other without a gap, of periods that are over; each other one by itself. */
function runsOf(points: readonly PlacedPoint[]): PlacedPoint[][] {
  const runs: PlacedPoint[][] = []
  for (const [i, point] of points.entries()) {
    if (point.net === null) continue
    const before = points[i - 1]
    const run = runs.at(-1)
    const isOne =
      before !== undefined && run?.at(-1) === before && isNext(before, point) && !point.partial && !before.partial
    if (isOne) run?.push(point)
    else runs.push([point])
  }
  return runs
}

function isNext(one: TrendPoint, other: TrendPoint): boolean {
  return Date.parse(other.from) - Date.parse(one.to) === DAY_MS
}

/** What all intervals take, wide enough that a point is no mountain; and no difference, where that is near. */
function reachOf(points: readonly TrendPoint[]): [number, number] {
  const ends = points.flatMap(({ net_low, net_high }) =>
    net_low === null || net_high === null ? [] : [net_low, net_high],
  )
  if (ends.length === 0) return [-NEAR, NEAR]
  const [lowest, highest] = [Math.min(...ends), Math.max(...ends)]
  const spare = Math.max(0, LEAST_REACH - (highest - lowest)) / 2
  const low = lowest > 0 && lowest - spare < NEAR ? 0 : lowest - spare
  const high = highest < 0 && highest + spare > -NEAR ? 0 : highest + spare
  return [Math.max(-1, Math.floor(low * 20) / 20), Math.min(1, Math.ceil(high * 20) / 20)]
}

/** Values to draw lines at: as far apart as their names need. */
function levelsOf(low: number, high: number): number[] {
  const step = high - low <= 0.5 ? 10 : high - low <= 1 ? 25 : 50
  const first = Math.ceil((low * 100 - 0.01) / step)
  const last = Math.floor((high * 100 + 0.01) / step)
  return Array.from({ length: last - first + 1 }, (_, i) => ((first + i) * step) / 100)
}

function ticksOf(x: ReturnType<typeof scaleUtc<number, number>>): TrendPicture['ticks'] {
  const [left = 0, right = 0] = x.range()
  const at = x.ticks(Math.max(2, Math.floor((right - left) / TICK_EVERY)))
  const step = at.length > 1 ? (at[1]?.getTime() ?? 0) - (at[0]?.getTime() ?? 0) : DAY_MS
  return (
    at
      .filter((day) => step < MONTH_MS || day.getUTCDate() === 1)
      // Weeks begin on Mondays here, and on Sundays there.
      .map((day) =>
        step >= WEEK_MS && step < MONTH_MS && day.getUTCDay() === 0 ? new Date(day.getTime() + DAY_MS) : day,
      )
      .map((day) => ({
        x: x(day),
        text: step < MONTH_MS ? DATE.format(day) : step < YEAR_MS ? MONTH.format(day) : String(day.getUTCFullYear()),
      }))
      .filter((tick) => tick.x > left + 12 && tick.x < right - 16)
  )
}

const DATE = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })
const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' })
/** The least that the axis shows, and how near nothing has to be to be shown. */
const LEAST_REACH = 0.4
const NEAR = 0.2
const DAY_MS = 86_400_000
const WEEK_MS = 7 * DAY_MS
const MONTH_MS = 27 * DAY_MS
const YEAR_MS = 360 * DAY_MS
/** Pixels that a date takes at least. */
const TICK_EVERY = 90
