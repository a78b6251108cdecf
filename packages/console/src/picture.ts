import type { FeelFigures } from '@attune/protocol'
import { area, curveMonotoneX, curveMonotoneY, line } from 'd3-shape'

import { divergingBar, type Segment, sharedDomain } from './bars.ts'

/** Where a station's part of the picture stands, in pixels of the whole picture. */
export interface Slot {
  x: number
  y: number
  width: number
  height: number
}

/** A station placed: where its bar's middle stands on the line, and what is known of it. */
export interface Placed {
  /** Pixels along the line of stations. */
  at: number
  feel: FeelFigures
  segments: Segment[]
}

/** The geometry of a journey's picture. `value` turns a share from −1 to 1 into pixels across the line of stations. */
export interface Picture {
  /** Down the page, as on a phone, instead of left to right. */
  isVertical: boolean
  value: (share: number) => number
  /** Ends of the axis as shares. */
  low: number
  high: number
  stations: Placed[]
  /** Paths through every station that has a net feel. */
  curve: string
  band: string
  /** Stretches along the line where the curve says something: around a figure and between two; elsewhere it only bridges. */
  known: { from: number; to: number }[]
}

/**
 * Places bars, curve and band. Left to right, good is up; down the page, good is right.
 *
 * @param slots One per station, in order.
 */
export function drawPicture(slots: Slot[], figures: FeelFigures[], isVertical: boolean): Picture {
  const bars = figures.map(({ scores }) => divergingBar(scores ?? []))
  const { low, high } = sharedDomain([
    ...bars.flat().flatMap(({ from, to }) => [from, to]),
    ...figures.flatMap(({ net_low, net_high }) => (net_low === null || net_high === null ? [] : [net_low, net_high])),
  ])
  const first = slots[0] ?? { x: 0, y: 0, width: 0, height: 0 }
  const value = isVertical
    ? (share: number) => first.x + PAD + ((share - low) / (high - low)) * (first.width - 2 * PAD)
    : (share: number) => first.y + PAD + ((high - share) / (high - low)) * (first.height - 2 * PAD)
  const stations = figures.map((feel, index): Placed => {
    const slot = slots[index] ?? first
    return { at: isVertical ? slot.y + STATION_TOP : slot.x + STATION_LEFT, feel, segments: bars[index] ?? [] }
  })
  return {
    isVertical,
    value,
    low,
    high,
    stations,
    ...curves(stations, value, isVertical),
    known: knownStretches(stations),
  }
}

function curves(
  stations: Placed[],
  value: (share: number) => number,
  isVertical: boolean,
): { curve: string; band: string } {
  const points = stations.filter(({ feel }) => feel.net !== null)
  const at = (station: Placed): number => station.at
  const net = ({ feel }: Placed): number => value(feel.net ?? 0)
  const low = ({ feel }: Placed): number => value(feel.net_low ?? feel.net ?? 0)
  const high = ({ feel }: Placed): number => value(feel.net_high ?? feel.net ?? 0)
  const curve = isVertical ? line<Placed>(net, at).curve(curveMonotoneY) : line<Placed>(at, net).curve(curveMonotoneX)
  const band = isVertical
    ? area<Placed>().y(at).x0(low).x1(high).curve(curveMonotoneY)
    : area<Placed>().x(at).y0(low).y1(high).curve(curveMonotoneX)
  // One figure alone still has an interval: the same place twice, a little apart, makes a band of it.
  const [only] = points
  const drawn =
    only !== undefined && points.length === 1
      ? [
          { ...only, at: only.at - STUB },
          { ...only, at: only.at + STUB },
        ]
      : points
  return { curve: curve(points) ?? '', band: band(drawn) ?? '' }
}

function knownStretches(stations: Placed[]): { from: number; to: number }[] {
  const around = stations.flatMap(({ at, feel }) => (feel.net === null ? [] : [{ from: at - STUB, to: at + STUB }]))
  const between = stations.slice(1).flatMap((station, index) => {
    const before = stations[index]
    return before !== undefined && before.feel.net !== null && station.feel.net !== null
      ? [{ from: before.at, to: station.at }]
      : []
  })
  return [...around, ...between]
}

/** Room at both ends of the axis, in pixels, so that nothing touches the words above and below. */
const PAD = 12
/** Down the page, a station's bar stands this far below the top of its words. */
const STATION_TOP = 26
/** Left to right, a bar's middle stands this far right of the left edge that its words share. */
const STATION_LEFT = 20
/** A station shows its own interval this far to both sides, also where no neighbour has one. */
const STUB = 24
