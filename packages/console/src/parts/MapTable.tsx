import type { FeelFigures, JourneyMap } from '@attune/protocol'
import { SCALES } from '@attune/protocol'
import type { VNode } from 'preact'

import { count, netInterval, percent, points, scaleOf, scoreName, tierSentence } from '../words.ts'

/** The picture's figures as a table, for those who read better in rows. */
export function MapTable({ map }: { map: JourneyMap }): VNode {
  return (
    <details class="as-table">
      <summary>Show as a table</summary>
      <div class="table-scroll" role="region" aria-label="The journey as a table" tabIndex={0}>
        <table>
          <caption class="unseen">What people felt at each step of {map.journey.name}</caption>
          <thead>
            <tr>
              <th scope="col">Step</th>
              <th scope="col">Answers</th>
              <th scope="col">Asked</th>
              <th scope="col">Heard from</th>
              <th scope="col">Felt good</th>
              <th scope="col">Felt bad</th>
              <th scope="col">Net feel</th>
              <th scope="col">People per score, worst first</th>
            </tr>
          </thead>
          <tbody>
            {map.steps.map(({ id, name, feel }) => (
              <tr key={id}>
                <th scope="row">{name}</th>
                <td>{count(feel.n)}</td>
                <td>{feel.shown === 0 ? '–' : count(feel.shown)}</td>
                <td>{feel.response_rate === null || feel.tier === 'hidden' ? '–' : percent(feel.response_rate)}</td>
                <td>{share(feel.positive, feel.positive_low, feel.positive_high)}</td>
                <td>{share(feel.negative, feel.negative_low, feel.negative_high)}</td>
                <td>{feel.net === null ? '–' : `${points(feel.net)} (${netInterval(feel)})`}</td>
                <td class="wide">{perScore(feel)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}

function share(value: number | null, low: number | null, high: number | null): string {
  if (value === null) return '–'
  return low === null || high === null
    ? percent(value)
    : `${percent(value)} (${Math.round(low * 100)}–${percent(high)})`
}

function perScore(feel: FeelFigures): string {
  if (feel.scores === null || feel.n === 0) return tierSentence(feel) ?? '–'
  const scale = scaleOf(feel.scores)
  return feel.scores
    .map((people, index) => `${scoreName(index + SCALES[scale].min, scale)} ${count(people)}`)
    .join(', ')
}
