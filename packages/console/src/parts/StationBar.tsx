import type { VNode } from 'preact'

import { dotsOf } from '../bars.ts'
import type { Placed } from '../picture.ts'
import { Hatched } from './Hatched.tsx'

interface Props {
  station: Placed
  value: (share: number) => number
  isVertical: boolean
}

/** A station's bar: coloured from 30 people on, a dot per person below that, hatched below 5, hollow for nobody. */
export function StationBar({ station, value, isVertical }: Props): VNode {
  const { feel, segments, at } = station
  const thickness = isVertical ? THICKNESS_DOWN : THICKNESS_ACROSS
  const box = (from: number, to: number, gap = 0): { x: number; y: number; width: number; height: number } => {
    const start = Math.min(value(from), value(to))
    const length = Math.max(1.5, Math.abs(value(to) - value(from)) - gap)
    return isVertical
      ? { x: start, y: at - thickness / 2, width: length, height: thickness }
      : { x: at - thickness / 2, y: start, width: thickness, height: length }
  }
  if (feel.tier === 'none') return <rect class="nobody" rx="3" {...box(-0.25, 0.25)} />
  if (feel.tier === 'hidden' || segments.length === 0) return <Hatched {...box(-0.25, 0.25)} />
  if (feel.tier === 'early') {
    return (
      <g class="people">
        {segments.flatMap((segment) =>
          dotsOf(segment).map(({ along, across }, index) => {
            const side = at + (across * (thickness - 10)) / 2
            const key = `${segment.score}-${index}`
            return isVertical ? (
              <circle key={key} cx={value(along)} cy={side} r="3.5" />
            ) : (
              <circle key={key} cx={side} cy={value(along)} r="3.5" />
            )
          }),
        )}
      </g>
    )
  }
  return (
    <g class="bar">
      {segments.map(({ score, tone, from, to }) => (
        <rect key={score} class={`tone-${tone}`} {...box(from, to, GAP)} />
      ))}
    </g>
  )
}

const THICKNESS_ACROSS = 40
const THICKNESS_DOWN = 28
/** Paper between two scores, so that neighbours part without relying on colour. */
const GAP = 1.5
