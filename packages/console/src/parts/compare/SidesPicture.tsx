import type { CompareAnswer, FeelFigures } from '@attune/protocol'
import { SCALES } from '@attune/protocol'
import { scaleLinear } from 'd3-scale'
import type { VNode } from 'preact'

import { divergingBar, sharedDomain } from '../../bars.ts'
import { answers, count, figuresSentence, netInterval, points, scaleOf, scoreName, tierSentence } from '../../words.ts'
import { Chart } from '../charts/Chart.tsx'
import { shareCell } from '../charts/share-cell.ts'
import { StationBar } from '../StationBar.tsx'
import { madeOf } from './made-of.ts'
import { shortRange, sideName } from './names.ts'

/** What people felt on both sides, as bars around one zero line with net feel and its interval under each. */
export function SidesPicture({ answer }: { answer: CompareAnswer }): VNode {
  const sides = [answer.a, answer.b].map((side) => ({ side, name: sideName(answer, side), feel: side.figures }))
  const bars = sides.map(({ feel }) => divergingBar(feel?.scores ?? []))
  const { low, high } = sharedDomain([
    ...bars.flat().flatMap(({ from, to }) => [from, to]),
    ...sides.flatMap(({ feel }) =>
      feel?.net_low == null || feel.net_high === null ? [] : [feel.net_low, feel.net_high],
    ),
  ])
  const draw = (width: number) => {
    const x = scaleLinear([low, high], [PAD, width - PAD])
    const height = TOP + sides.length * ROW
    return {
      height,
      marks: (
        <>
          <text class="axis-end" x={PAD} y="14">
            ← felt bad
          </text>
          <text class="axis-end" x={width - PAD} y="14" text-anchor="end">
            felt good →
          </text>
          <path class="zero" d={`M${x(0)} ${TOP - 4}V${height}`} />
          {sides.map(({ side, name, feel }, index) => (
            <g key={side.name} class="sides-row">
              <text class="row-name" x={PAD} y={TOP + index * ROW + 16}>
                {name}
                <tspan class="quiet" dx="8">
                  {said(feel)}
                </tspan>
              </text>
              {feel !== null && feel.net !== null && (
                <text class="row-value" x={width - PAD} y={TOP + index * ROW + 16} text-anchor="end">
                  {points(feel.net)}
                </text>
              )}
              {feel !== null && (
                <StationBar
                  station={{ at: TOP + index * ROW + BAR, feel, segments: bars[index] ?? [] }}
                  value={x}
                  isVertical
                />
              )}
              {feel !== null && <Net feel={feel} x={x} y={TOP + index * ROW + NET} />}
            </g>
          ))}
        </>
      ),
    }
  }
  return (
    <Chart
      title="What people felt"
      hint={
        'The number is net feel, in points: how many more felt good than bad of a hundred. Its dot stands in its 95\u202f% interval.'
      }
      made={madeOf(answer)}
      spoken={sides
        .map(({ name, feel }) => `${name}: ${feel ? figuresSentence(feel) : 'asked in several ways.'}`)
        .join(' ')}
      table={{
        columns: [
          'Side',
          'Days',
          'Answers',
          'Asked',
          'Felt good',
          'Felt bad',
          'Net feel',
          'People per score, worst first',
        ],
        rows: sides.map(({ side, name, feel }) => cells(name, shortRange(side.from, side.to), feel)),
      }}
      draw={draw}
    />
  )
}

/** Net feel as on the map: a dot in the band of its interval. */
function Net({ feel, x, y }: { feel: FeelFigures; x: (share: number) => number; y: number }): VNode | null {
  const { net, net_low: low, net_high: high, tier } = feel
  if (net === null) return null
  return (
    <>
      {low !== null && high !== null && (
        <rect class="band" x={x(low)} y={y - 5} width={Math.max(2, x(high) - x(low))} height="10" rx="5" />
      )}
      <circle class={tier === 'early' ? 'net early' : 'net'} cx={x(net)} cy={y} r="5.5" />
    </>
  )
}

function said(feel: FeelFigures | null): string {
  if (feel === null) return 'asked in several ways'
  if (feel.tier === 'none') return 'nobody answered'
  if (feel.tier === 'hidden') return 'fewer than 5 people'
  return `${answers(feel.n)}${feel.tier === 'early' ? ', early signal' : ''}`
}

function cells(name: string, days: string, feel: FeelFigures | null): string[] {
  if (feel === null) return [name, days, '–', '–', '–', '–', '–', 'asked in several ways']
  const scale = scaleOf(feel.scores)
  return [
    name,
    days,
    feel.tier === 'hidden' ? 'fewer than 5' : count(feel.n),
    feel.shown === 0 ? '–' : count(feel.shown),
    shareCell(feel.positive, feel.positive_low, feel.positive_high),
    shareCell(feel.negative, feel.negative_low, feel.negative_high),
    feel.net === null ? '–' : `${points(feel.net)} (${netInterval(feel)})`,
    feel.scores?.map((people, i) => `${scoreName(i + SCALES[scale].min, scale)} ${count(people)}`).join(', ') ??
      tierSentence(feel) ??
      '–',
  ]
}

const PAD = 8
const TOP = 32
const ROW = 96
/** The middles of a bar and of its net feel, from the top of a row. */
const BAR = 42
const NET = 70
