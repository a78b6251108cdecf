import { scaleLinear } from 'd3-scale'
import type { VNode } from 'preact'

import { count } from '../../words.ts'
import { saidShare } from './funnel-words.ts'
import type { Stage } from './stages.ts'

/** Bars under each other on one scale: its name and number above each. */
export function drawStages(stages: readonly Stage[], width: number): { height: number; marks: VNode[] } {
  const most = Math.max(1, ...stages.map(({ start, times }) => start + times))
  const x = scaleLinear([0, most], [EDGE, width - EDGE])
  const digits = Math.max(...stages.map(({ times }) => count(times).length))
  const marks = stages.map((stage, index) => {
    const { look, name, times, start } = stage
    const [left, right] = [x(start), x(start + times)]
    return (
      <g key={name} class={`funnel-row ${look}`} transform={`translate(0 ${index * ROW})`}>
        <text class="row-name" y="15">
          {name}
        </text>
        <text class="quiet" x={width - digits * DIGIT - GAP} y="15" text-anchor="end">
          {saidShare(stage)}
        </text>
        <text class="times" x={width} y="15" text-anchor="end">
          {count(times)}
        </text>
        <path class="floor" d={`M0 ${BAR_AT + BAR + 0.5}H${width}`} />
        {times > 0 && (
          <rect class="funnel-bar" x={left} y={BAR_AT} width={Math.max(LEAST, right - left)} height={BAR} rx="1" />
        )}
      </g>
    )
  })
  return { height: stages.length * ROW, marks }
}

const ROW = 48
const BAR_AT = 22
const BAR = 12
/** Half of an outline, so that it stays in the picture. */
const EDGE = 1
/** About as wide as a digit is. */
const DIGIT = 8.5
const GAP = 12
/** What is there is seen. */
const LEAST = 2
