import '../../styles/journey-drawing.css'
import type { MapStep } from '@attune/protocol'
import type { ComponentChildren, VNode } from 'preact'

import { drawPicture, type Slot } from '../../picture.ts'
import { answers, count, netInterval, points, tierSentence } from '../../words.ts'
import { JourneyPicture } from '../JourneyPicture.tsx'

/** A step as the picture needs it. */
export type DrawnStep = Pick<MapStep, 'id' | 'name' | 'feel'>

/**
 * The journey's picture with the names and figures of its stations inside, so that it stands by itself: on paper and as a file.
 *
 * @param width In pixels; where stations would stand too close, the line turns down the page.
 */
export function drawJourney(steps: DrawnStep[], width: number): { height: number; marks: ComponentChildren } {
  const column = (width - AXIS_WIDTH) / Math.max(1, steps.length)
  const isVertical = column < LEAST_STATION
  const names = steps.map(({ name }) => brokenAt(name, isVertical ? NAMES_WIDTH : column - 12))
  const top = isVertical ? 24 : Math.max(1, ...names.map((lines) => lines.length)) * LINE + 4
  const height = isVertical ? top + steps.length * ROW : top + TALL + 3 * LINE + 8
  const slots = steps.map((_, index): Slot =>
    isVertical
      ? { x: NAMES_WIDTH, y: top + index * ROW, width: width - NAMES_WIDTH, height: ROW }
      : { x: index * column, y: top, width: column, height: TALL },
  )
  const picture = drawPicture(
    slots,
    steps.map(({ feel }) => feel),
    isVertical,
  )
  return {
    height,
    marks: (
      <>
        {/* Its name says the same as that of the drawing around it. */}
        <g aria-hidden="true">
          <JourneyPicture
            picture={picture}
            width={width}
            height={isVertical ? height : top + TALL}
            steps={steps.map((step) => Object.assign({ weeks: [], voices: [], prompt: null }, step))}
            arrived={[]}
          />
        </g>
        {steps.map((step, index) => {
          const { x, y } = slots[index] ?? { x: 0, y: 0 }
          return (
            <g key={step.id} class="drawn-station">
              <Lines x={isVertical ? 0 : x} y={isVertical ? y + 14 : LINE - 4} lines={names[index] ?? []} />
              <Figures
                step={step}
                x={isVertical ? 0 : x}
                y={isVertical ? y + 14 + LINE * (names[index]?.length ?? 1) : top + TALL + LINE}
                isVertical={isVertical}
                width={isVertical ? NAMES_WIDTH : column}
              />
            </g>
          )
        })}
      </>
    ),
  }
}

interface FiguresProps {
  step: DrawnStep
  x: number
  y: number
  width: number
  isVertical: boolean
}

function Figures({ step, x, y, width, isVertical }: FiguresProps): VNode {
  const { feel } = step
  const interval = netInterval(feel)
  if (feel.net === null) return <Lines x={x} y={y} lines={brokenAt(shortTier(step), width)} isQuiet />
  return (
    <text x={x} y={y}>
      <tspan class="drawn-net">{points(feel.net)}</tspan>
      {isVertical ? (
        <tspan class="quiet" dx="6">
          {interval}
        </tspan>
      ) : (
        <>
          <tspan class="quiet" x={x} dy={LINE}>
            {interval}
          </tspan>
          <tspan class="quiet" x={x} dy={LINE}>
            {width < ANSWERS_WIDTH ? `n = ${count(feel.n)}` : answers(feel.n)}
          </tspan>
        </>
      )}
    </text>
  )
}

function Lines({ x, y, lines, isQuiet = false }: { x: number; y: number; lines: string[]; isQuiet?: boolean }): VNode {
  return (
    <text class={isQuiet ? 'quiet' : 'drawn-name'} x={x} y={y}>
      {lines.map((line, index) => (
        <tspan key={line} x={x} dy={index === 0 ? 0 : LINE}>
          {line}
        </tspan>
      ))}
    </text>
  )
}

/** As the map says it: `Fewer than 5 people`. */
const shortTier = ({ feel }: DrawnStep): string => (tierSentence(feel) ?? '').split(':')[0] ?? ''

/** In at most three lines, between words where there are any. */
function brokenAt(text: string, width: number): string[] {
  const most = Math.max(4, Math.floor(width / LETTER))
  const lines: string[] = []
  for (const word of text.split(/\s+/u)) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length + 1 <= most) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  const cut = (line: string): string => (line.length > most ? `${line.slice(0, most - 1)}…` : line)
  return lines.length <= 3 ? lines.map(cut) : [...lines.slice(0, 2).map(cut), cut(`${lines[2]} ${lines[3]}…`)]
}

const LEAST_STATION = 74
/** For the names of the axis, at its right end. */
const AXIS_WIDTH = 80
/** As much as `1,234 answers` needs. */
const ANSWERS_WIDTH = 96
const NAMES_WIDTH = 132
const TALL = 200
const ROW = 68
const LINE = 18
/** About as wide as a letter is, on the average. */
const LETTER = 7
