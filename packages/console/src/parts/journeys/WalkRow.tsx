import type { JourneyConfig, TraceMoment } from '@attune/protocol'
import type { VNode } from 'preact'

import type { Place } from '../../configure/place.ts'
import { nameOfPlace, stepsAt } from '../../configure/steps-of.ts'
import { globOf, meaningOf, noticedBy } from '../../configure/trace-words.ts'

interface Props {
  moment: TraceMoment
  journeys: JourneyConfig[]
  to: (place: Place) => string
}

/** One thing that came in: when, what it means, where, and how it was noticed. */
export function WalkRow({ moment, journeys, to }: Props): VNode {
  const { at, type, step, page, refused } = moment
  const journey = journeys.find(({ id }) => step.startsWith(`${id}/`))
  const isUnmatched = type === 'entered' && page !== null && stepsAt(page, journeys).length === 0
  return (
    <li class={refused === null ? '' : 'refused'}>
      <time dateTime={at}>{timeOf(at)}</time>
      <div>
        <p class="walk-said">{meaningOf(moment, journeys)}</p>
        <p class="hint">
          {journey !== undefined && `${journey.name} · `}
          {page !== null && <code>{page}</code>}
          {type === 'entered' && refused === null && ` · noticed ${noticedBy(moment, journeys)}`}
        </p>
        {isUnmatched && journey !== undefined && (
          <p class="walk-acts">
            No step has this address.{' '}
            {refused === null && (
              <a
                href={to({ view: 'path', id: journey.id, step: step.slice(journey.id.length + 1), path: globOf(page) })}
              >
                Use it for {nameOfPlace(step, journeys)}
              </a>
            )}{' '}
            <a href={to({ view: 'path', id: journey.id, step: '', path: globOf(page) })}>
              Make it a step of {journey.name}
            </a>
          </p>
        )}
      </div>
    </li>
  )
}

function timeOf(at: string): string {
  const date = new Date(at)
  return Number.isNaN(date.getTime()) ? '' : TIME.format(date)
}

const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })
