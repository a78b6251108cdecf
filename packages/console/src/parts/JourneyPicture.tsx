import type { MapStep } from '@attune/protocol'
import type { VNode } from 'preact'
import { useId } from 'preact/hooks'

import { SCALE_OF_LENGTH, toneOf } from '../bars.ts'
import type { Picture, Placed } from '../picture.ts'
import type { Arrival } from '../summary.ts'
import { figuresSentence } from '../words.ts'
import { StationBar } from './StationBar.tsx'

interface Props {
  picture: Picture
  width: number
  height: number
  steps: MapStep[]
  arrived: Arrival[]
}

/** One picture for the whole journey: bars around one zero line, and one curve of net feel through all stations. */
export function JourneyPicture({ picture, width, height, steps, arrived }: Props): VNode {
  const clip = useId()
  const { value, isVertical } = picture
  const zero = value(0)
  const spoken = steps.map(({ name, feel }) => `${name}: ${figuresSentence(feel)}`).join(' ')
  return (
    <svg
      class={arrived.length > 0 ? 'journey-picture live' : 'journey-picture'}
      width={width}
      height={height}
      role="img"
      aria-label={`What people felt, step by step. ${spoken}`}
    >
      <clipPath id={clip}>
        {picture.known.map(({ from, to }) =>
          isVertical ? (
            <rect key={`${from}-${to}`} x="0" y={from} width={width} height={to - from} />
          ) : (
            <rect key={`${from}-${to}`} x={from} y="0" width={to - from} height={height} />
          ),
        )}
      </clipPath>
      <Scale picture={picture} width={width} height={height} />
      <path class="zero" d={isVertical ? `M${zero} ${BELOW_NAMES}V${height}` : `M0 ${zero}H${width}`} />
      {picture.stations.map((station, index) => (
        <StationBar key={steps[index]?.id} station={station} value={value} isVertical={isVertical} />
      ))}
      <path class="band" d={picture.band} clip-path={`url(#${clip})`} />
      <path class="curve halo" d={picture.curve} clip-path={`url(#${clip})`} />
      <path class="curve bridge" d={picture.curve} />
      <path class="curve" d={picture.curve} clip-path={`url(#${clip})`} />
      {picture.stations.map((station, index) =>
        station.feel.net === null ? null : (
          <circle
            key={steps[index]?.id}
            class={station.feel.tier === 'early' ? 'net early' : 'net'}
            r="6"
            {...place(station.at, value(station.feel.net), isVertical)}
          />
        ),
      )}
      {arrived.map((arrival) => (
        <Arriving
          key={`${arrival.step}-${arrival.n}`}
          arrival={arrival}
          station={picture.stations[indexOf(steps, arrival)]}
          picture={picture}
        />
      ))}
    </svg>
  )
}

/** The two halves of the axis named, and light lines at every 50 points. */
function Scale({ picture, width, height }: { picture: Picture; width: number; height: number }): VNode {
  const { value, isVertical, low, high } = picture
  const ticks = [-1, -0.5, 0.5, 1].filter((tick) => tick >= low && tick <= high)
  return (
    <g class="axis">
      {ticks.map((tick) => (
        <path
          key={tick}
          class="tick"
          d={isVertical ? `M${value(tick)} ${BELOW_NAMES}V${height}` : `M0 ${value(tick)}H${width}`}
        />
      ))}
      {isVertical && (
        <>
          <text x={value(low)} y="14">
            ← bad
          </text>
          <text x={value(high)} y="14" text-anchor="end">
            good →
          </text>
        </>
      )}
      {!isVertical && (
        <>
          <text x={width} y={value(0) - 8} text-anchor="end">
            felt good ↑
          </text>
          <text x={width} y={value(0) + 18} text-anchor="end">
            felt bad ↓
          </text>
        </>
      )}
    </g>
  )
}

interface ArrivingProps {
  arrival: Arrival
  station: Placed | undefined
  picture: Picture
}

/** A new answer as a dot that settles into the part of the bar that it belongs to. */
function Arriving({ arrival, station, picture: { value, isVertical } }: ArrivingProps): VNode | null {
  if (station === undefined) return null
  const index = arrival.scores[0]
  const length = station.feel.scores?.length ?? 5
  const segment =
    index === undefined || SCALE_OF_LENGTH[length] === undefined
      ? undefined
      : station.segments.find(({ tone }) => tone === toneOf(index, length))
  const along = segment === undefined ? 0 : (segment.from + segment.to) / 2
  return <circle class={`arriving tone-${segment?.tone ?? 3}`} r="7" {...place(station.at, value(along), isVertical)} />
}

/** Down the page, the ends of the axis are named above it. */
const BELOW_NAMES = 22

const place = (at: number, across: number, isVertical: boolean): { cx: number; cy: number } =>
  isVertical ? { cx: across, cy: at } : { cx: at, cy: across }

const indexOf = (steps: MapStep[], arrival: Arrival): number => steps.findIndex(({ id }) => id === arrival.step)
