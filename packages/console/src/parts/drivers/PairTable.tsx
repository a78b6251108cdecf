import { type Driver, type DriverOutcome, SCALES } from '@attune/protocol'
import type { VNode } from 'preact'

import { toneOf } from '../../bars.ts'
import { count, scoreName } from '../../words.ts'
import { Face } from '../Face.tsx'

interface Props {
  step: Driver
  /** People: a row for each score of the step, worst first, in it one for each of the outcome. */
  table: readonly (readonly number[])[]
  /** Undefined: how visits ended. */
  outcome: DriverOutcome | undefined
  /** The address of a step's answers, of all scores or of one. */
  hrefFor: (step: string, score?: number) => string
}

/** How many people felt this here and ended like that; the more of them, the darker. */
export function PairTable({ step, table, outcome, hrefFor }: Props): VNode {
  const columns = table[0]?.length ?? 0
  const most = Math.max(1, ...table.flat())
  const { min } = SCALES[step.scale]
  const nameOf = (column: number): string => {
    const scale = outcome?.scale ?? null
    if (scale === null) return column === 0 ? 'Left' : 'Got there'
    return scale === 'nps' || scale === 'ease'
      ? String(column + SCALES[scale].min)
      : scoreName(column + SCALES[scale].min, scale)
  }
  return (
    <div class="table-scroll" role="region" aria-label={`People at ${step.name} by both scores`} tabIndex={0}>
      <table class="heat">
        <caption>
          Down: how {step.name} felt. Across: {acrossOf(outcome)}.
        </caption>
        <thead>
          <tr>
            <td />
            {Array.from({ length: columns }, (_, column) => (
              <th key={nameOf(column)} scope="col">
                {nameOf(column)}
              </th>
            ))}
            <th scope="col">All</th>
          </tr>
        </thead>
        <tbody>
          {table.map((row, index) => (
            <tr key={scoreName(index + min, step.scale)}>
              <th scope="row">
                <a href={hrefFor(step.step, index + min)}>
                  <Face tone={toneOf(index, table.length)} /> {scoreName(index + min, step.scale)}
                </a>
              </th>
              {row.map((people, column) => (
                <td key={nameOf(column)} class={`heat-${Math.ceil((SHADES * people) / most)}`}>
                  {people === 0 ? '·' : count(people)}
                </td>
              ))}
              <td class="all">{count(row.reduce((sum, each) => sum + each, 0))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function acrossOf(outcome: DriverOutcome | undefined): string {
  return outcome === undefined || outcome.question === null ? 'how the visit ended' : `“${outcome.question}”`
}

const SHADES = 5
