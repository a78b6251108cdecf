import type { JourneyConfig } from '@attune/protocol'
import type { VNode } from 'preact'

interface Props {
  /** `checkout/payment`. */
  value: string
  journeys: JourneyConfig[]
  onChange: (step: string) => void
  label?: string
}

/** A step of any journey. One that is not there any more is shown as it is named. */
export function StepSelect({ value, journeys, onChange, label }: Props): VNode {
  const isKnown = journeys.some(({ id, steps }) => value === id || steps.some((step) => value === `${id}/${step.id}`))
  return (
    <select
      value={value}
      {...(label !== undefined && { 'aria-label': label })}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      {!isKnown && <option value={value}>{value === '' ? 'a step' : value}</option>}
      {journeys.map((journey) => (
        <optgroup key={journey.id} label={journey.name}>
          {journey.steps.map((step) => (
            <option key={step.id} value={`${journey.id}/${step.id}`}>
              {step.name}
            </option>
          ))}
          <option value={journey.id}>{journey.name} as a whole</option>
        </optgroup>
      ))}
    </select>
  )
}
