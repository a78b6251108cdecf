import type { JourneyMap, MapStep } from '@attune/protocol'
import type { VNode } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'

import { drawPicture, type Slot } from '../picture.ts'
import type { Arrival } from '../summary.ts'
import { JourneyPicture } from './JourneyPicture.tsx'
import { Station } from './Station.tsx'

interface Props {
  map: JourneyMap
  arrived: Arrival[]
}

interface Measured {
  width: number
  height: number
  slots: Slot[]
  isVertical: boolean
}

/**
 * The line of stations: words above, one picture behind them all, figures below; down the page on a narrow screen.
 *
 * Each station keeps a place free for its part of the picture. The places are measured, so that text may be any size.
 */
export function Stations({ map, arrived }: Props): VNode {
  const line = useRef<HTMLDivElement>(null)
  const measured = useMeasured(line, map)
  const picture =
    measured === null
      ? null
      : drawPicture(
          measured.slots,
          map.steps.map(({ feel }) => feel),
          measured.isVertical,
        )
  return (
    <div class="stations-scroll" {...scrolling(map.steps)}>
      <div class="line" ref={line}>
        <ol class="stations">
          {map.steps.map((step) => (
            <Station key={step.id} map={map} step={step} weeks={weeksDomain(map.steps)} />
          ))}
        </ol>
        {measured !== null && picture !== null && (
          <JourneyPicture
            picture={picture}
            width={measured.width}
            height={measured.height}
            steps={map.steps}
            arrived={arrived}
          />
        )}
      </div>
    </div>
  )
}

/** A line too long for any screen scrolls, and then it must be reachable by keyboard as a region of its own. */
function scrolling(steps: MapStep[]): Record<string, string | number> {
  return steps.length <= FIT ? {} : { role: 'region', 'aria-label': 'The line of stations', tabIndex: 0 }
}

function useMeasured(line: { current: HTMLDivElement | null }, map: JourneyMap): Measured | null {
  const [measured, setMeasured] = useState<Measured | null>(null)
  useLayoutEffect(() => {
    const element = line.current
    if (element === null) return undefined
    const measure = (): void => setMeasured((old) => keepIfSame(old, read(element)))
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [line, map])
  return measured
}

function read(element: HTMLElement): Measured {
  const origin = element.getBoundingClientRect()
  const slots = [...element.querySelectorAll('.slot')].map((slot) => {
    const { x, y, width, height } = slot.getBoundingClientRect()
    return { x: x - origin.x, y: y - origin.y, width, height }
  })
  const isVertical = getComputedStyle(element).getPropertyValue('--line').trim() === 'down'
  return { width: origin.width, height: origin.height, slots, isVertical }
}

function keepIfSame(old: Measured | null, now: Measured): Measured {
  return old !== null && JSON.stringify(old) === JSON.stringify(now) ? old : now
}

/** All sparklines share one axis, so that a flat week looks flat beside a steep one. */
function weeksDomain(steps: MapStep[]): number {
  const ends = steps.flatMap(({ weeks }) => weeks.flatMap(({ net }) => (net === null ? [] : [Math.abs(net)])))
  return Math.max(0.5, ...ends)
}

/** As many stations as stand side by side on a common screen without scrolling. */
const FIT = 5
