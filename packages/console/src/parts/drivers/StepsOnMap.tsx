import type { Driver, DriverQuadrant, DriversAnswer } from '@attune/protocol'
import type { VNode } from 'preact'

import { points } from '../../words.ts'
import { ImportanceMap, type MapPoint } from '../charts/ImportanceMap.tsx'
import { StepLink } from './StepLink.tsx'
import { closeness, type OutcomeWords, QUADRANTS } from './words.ts'

interface Props {
  steps: readonly Driver[]
  lines: DriversAnswer['map']
  words: OutcomeWords
  /** The days and the people that it is made of. */
  made: string
  /** The address of a step's answers. */
  hrefFor: (step: string) => string
}

/** What to mend first and what to keep: how each step feels beside how much it matters. Null where too few have figures. */
export function StepsOnMap({ steps, lines, words, made, hrefFor }: Props): VNode | null {
  const sure = steps.filter(({ tier }) => tier === 'ranked' || tier === 'hint')
  const drawn = sure.flatMap((step) => {
    const point = pointOf(step)
    return point === null ? [] : [{ step, point }]
  })
  if (drawn.length < 2 || lines.net === null || lines.rho === null) return null
  const groups = QUARTERS.map((quadrant) => ({
    quadrant,
    members: drawn.flatMap(({ step }, index) => (step.quadrant === quadrant ? [{ step, number: index + 1 }] : [])),
  })).filter(({ members }) => members.length > 0)
  return (
    <section aria-labelledby="map">
      <h2 id="map">What to mend first, and what to keep</h2>
      <ImportanceMap
        title="How steps feel, and how much they matter"
        hint="The lines are the journey’s means. A hollow step may be on either side of one: its interval, the soft cross, reaches over it."
        made={made}
        spoken={groups
          .map(
            ({ quadrant, members }) =>
              `${QUADRANTS[quadrant].name}: ${members.map(({ step }) => step.name).join(', ')}`,
          )
          .join('. ')}
        points={drawn.map(({ point }) => point)}
        lines={{ x: lines.net, y: lines.rho }}
        corners={CORNERS}
        axes={{ x: 'felt better', y: `goes more closely with ${words.what}` }}
        table={{
          columns: ['Step', 'Net feel', '95\u202f% interval', 'Closeness', '95\u202f% interval', 'Where'],
          rows: drawn.map(({ step, point: { x, y } }) => [
            <StepLink key="step" step={step} hrefFor={hrefFor} />,
            points(x.value),
            `${points(x.low)} to ${points(x.high)}`,
            closeness(y.value),
            `${closeness(y.low)} to ${closeness(y.high)}`,
            QUADRANTS[step.quadrant].name,
          ]),
        }}
        below={(isNumbered) => (
          <dl class="quarters">
            {groups.map(({ quadrant, members }) => (
              <div key={quadrant} class={quadrant}>
                <dt>
                  {QUADRANTS[quadrant].name} <span class="hint">{QUADRANTS[quadrant].why}</span>
                </dt>
                <dd>
                  <ul>
                    {members.map(({ step, number }) => (
                      <li key={step.name}>
                        {isNumbered && <span class="number">{number}</span>} <StepLink step={step} hrefFor={hrefFor} />
                      </li>
                    ))}
                  </ul>
                </dd>
              </div>
            ))}
          </dl>
        )}
      />
      <p class="hint">
        Both figures are drawn a little to the journey’s means, the more so the fewer people were heard, so that chance
        does not look like a finding.
      </p>
    </section>
  )
}

function pointOf(step: Driver): MapPoint | null {
  const x = interval(step.net_shrunk, step.net_shrunk_low, step.net_shrunk_high)
  const y = interval(step.rho_shrunk, step.rho_shrunk_low, step.rho_shrunk_high)
  return x === null || y === null ? null : { name: step.name, x, y, look: LOOKS[step.quadrant] }
}

function interval(value: number | null, low: number | null, high: number | null): MapPoint['x'] | null {
  return value === null || low === null || high === null ? null : { value, low, high }
}

const QUARTERS: readonly DriverQuadrant[] = ['mend_first', 'keep', 'low_priority', 'going_well', 'unclear']
const LOOKS: Record<DriverQuadrant, MapPoint['look']> = {
  mend_first: 'mend',
  keep: 'keep',
  low_priority: 'calm',
  going_well: 'calm',
  unclear: 'unclear',
}
const CORNERS = {
  topLeft: QUADRANTS.mend_first.name,
  topRight: QUADRANTS.keep.name,
  bottomLeft: QUADRANTS.low_priority.name,
  bottomRight: QUADRANTS.going_well.name,
}
