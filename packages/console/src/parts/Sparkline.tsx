import type { WeekPoint } from '@attune/protocol'
import { area, line } from 'd3-shape'
import type { ComponentChildren, VNode } from 'preact'

import { points } from '../words.ts'

interface Props {
  name: string
  /** The step's trend: the same with its intervals, its values and to take along. */
  href: string
  weeks: WeekPoint[]
  reach: number
  /** Stands beside it. */
  children: ComponentChildren
}

/**
 * Net feel of the last eight weeks, which leads to the trend that it is a small picture of. A week that is not over is dashed; one with
 * too few people leaves a gap.
 */
export function Sparkline({ name, href, weeks, reach, children }: Props): VNode | null {
  if (weeks.every(({ net }) => net === null)) return null
  const x = (index: number): number => 4 + (index * (WIDTH - 8)) / Math.max(1, weeks.length - 1)
  const y = (net: number): number => HEIGHT / 2 - (Math.max(-reach, Math.min(reach, net)) / reach) * (HEIGHT / 2 - 4)
  const at = weeks.map((week, index) => ({ ...week, x: x(index) }))
  const whole = at.filter(({ partial }) => !partial)
  const dashed = at.filter((_, index) => weeks[index]?.partial === true || weeks[index + 1]?.partial === true)
  const draw = line<(typeof at)[number]>()
    .defined(({ net }) => net !== null)
    .x((week) => week.x)
    .y(({ net }) => y(net ?? 0))
  const band = area<(typeof at)[number]>()
    .defined(({ net_low, net_high }) => net_low !== null && net_high !== null)
    .x((week) => week.x)
    .y0(({ net_low }) => y(net_low ?? 0))
    .y1(({ net_high }) => y(net_high ?? 0))
  const last = at.findLast(({ net }) => net !== null)
  return (
    <figure class="sparkline">
      <svg width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={spoken(name, weeks)}>
        <path class="zero" d={`M0 ${HEIGHT / 2}H${WIDTH}`} />
        <path class="band" d={band(whole) ?? ''} />
        <path class="band open" d={band(dashed) ?? ''} />
        <path class="curve" d={draw(whole) ?? ''} />
        <path class="curve dashed" d={draw(dashed) ?? ''} />
        {at.map((week, index) =>
          week.net !== null && isAlone(at, index) ? (
            <g key={week.week}>
              <path class="alone" d={`M${week.x} ${y(week.net_high ?? week.net)}V${y(week.net_low ?? week.net)}`} />
              <circle cx={week.x} cy={y(week.net)} r="1.75" />
            </g>
          ) : null,
        )}
        {last?.net != null && <circle class={last.partial ? 'open' : ''} cx={last.x} cy={y(last.net)} r="3" />}
      </svg>
      <figcaption>
        <a href={href} aria-label={`8 weeks of ${name}, over time, as a table and to take along`}>
          8 weeks
        </a>
        {children}
      </figcaption>
    </figure>
  )
}

/** Neither neighbour has a figure, so no line would be drawn. */
function isAlone(weeks: WeekPoint[], index: number): boolean {
  return (weeks[index - 1]?.net ?? null) === null && (weeks[index + 1]?.net ?? null) === null
}

function spoken(name: string, weeks: WeekPoint[]): string {
  const said = weeks.map(({ net, partial }) =>
    net === null ? 'no figure' : `${points(net)}${partial ? ' so far' : ''}`,
  )
  return `Net feel at ${name} in the last ${weeks.length} weeks, oldest first: ${said.join(', ')}`
}

const WIDTH = 104
const HEIGHT = 40
