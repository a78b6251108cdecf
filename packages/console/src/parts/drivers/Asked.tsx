import type { DriverOutcome, DriversAnswer } from '@attune/protocol'
import type { VNode } from 'preact'
import { useId } from 'preact/hooks'

import type { DriversAsked } from '../../drivers-api.ts'
import { dayRange } from '../../when.ts'
import { count } from '../../words.ts'
import { toldApartBy } from './named-apart.ts'
import { people, questionOf } from './words.ts'

interface Props {
  answer: DriversAnswer
  asked: DriversAsked
  hrefFor: (asked: DriversAsked) => string
  onAsk: (asked: DriversAsked) => void
}

/** What steps are held against, and which outcomes are looked at. */
export function Asked({ answer, asked, hrefFor, onAsk }: Props): VNode {
  const apart = (outcome: DriverOutcome): string => {
    const by = toldApartBy(outcome, answer.outcomes)
    return by === null ? '' : `${by}, `
  }
  return (
    <>
      <nav class="outcomes" aria-label="What it may matter for">
        <ul>
          {answer.outcomes.map((outcome) => (
            <li key={outcome.prompt ?? ''}>
              <a
                href={hrefFor({ ...asked, outcome: outcome.prompt ?? '' })}
                data-replace=""
                {...(outcome.prompt === answer.outcome && { 'aria-current': 'true' as const })}
              >
                {questionOf(outcome)}{' '}
                <span class="hint">
                  {apart(outcome)}
                  {count(outcome.known)}
                  {outcome.prompt === null && outcome.known >= answer.newest && ' and more'}
                </span>
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <details class="which">
        <summary>
          {people(answer.people)}, {dayRange(answer.from, answer.to)}
          {answer.newest_only && `, of the newest ${count(answer.newest)} outcomes`}
        </summary>
        <div class="which-fields">
          <Day
            label="From"
            value={asked.from}
            placeholder={answer.from}
            onChange={(from) => onAsk({ ...asked, from })}
          />
          <Day label="To" value={asked.to} placeholder={answer.to} onChange={(to) => onAsk({ ...asked, to })} />
          <div role="group" aria-labelledby="newest">
            <span class="field-label" id="newest">
              Newest outcomes, at most
            </span>
            <p class="filters">
              {NEWEST.map((newest) => (
                <a
                  key={newest}
                  class="pill"
                  href={hrefFor({ ...asked, newest: String(newest) })}
                  data-replace=""
                  {...(newest === answer.newest && { 'aria-current': 'true' as const })}
                >
                  {count(newest)}
                </a>
              ))}
            </p>
          </div>
        </div>
        <p class="hint">
          Days are those of the outcome. Everybody counts once, with their newest visit of which it is known. 5,000
          settle an order; more narrow the intervals, and take longer.
        </p>
      </details>
    </>
  )
}

interface DayProps {
  label: string
  value: string
  /** What holds where nothing is chosen. */
  placeholder: string
  onChange: (day: string) => void
}

function Day({ label, value, placeholder, onChange }: DayProps): VNode {
  const id = useId()
  return (
    <div>
      <label class="field-label" for={id}>
        {label}
      </label>
      <input
        id={id}
        type="date"
        value={value === '' ? placeholder : value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
    </div>
  )
}

/** What the service takes. */
const NEWEST = [5_000, 50_000, 200_000]
