import type { JourneyConfig } from '@attune/protocol'
import type { VNode } from 'preact'

interface Props {
  /** `checkout/payment`. */
  value: string
  journeys: JourneyConfig[]
  onChange: (step: string) => void
  label?: string
  /** Steps alone, and first the prompt's own, as `''`. */
  isMoment?: boolean
  'aria-describedby'?: string
  'aria-invalid'?: true
}

/** A step of any journey. One that is not there any more is shown as it is named. */
export function StepSelect({ value, journeys, onChange, label, isMoment = false, ...described }: Props): VNode {
  const isStep = journeys.some(({ id, steps }) => steps.some((step) => value === `${id}/${step.id}`))
  const isKnown = isStep || (isMoment ? value === '' : journeys.some(({ id }) => value === id))
  return (
    <select
      value={value}
      {...(label !== undefined && { 'aria-label': label })}
      {...described}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      {isMoment && <option value="">this step</option>}
      {!isKnown && <option value={value}>{value === '' ? 'a step' : value}</option>}
      {journeys.map((journey) => (
        <optgroup key={journey.id} label={journey.name}>
          {journey.steps.map((step) => (
            <option key={step.id} value={`${journey.id}/${step.id}`}>
              {step.name}
            </option>
          ))}
          {!isMoment && <option value={journey.id}>{journey.name} as a whole</option>}
        </optgroup>
      ))}
    </select>
  )
}
