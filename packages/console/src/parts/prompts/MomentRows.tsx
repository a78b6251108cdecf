import type { JourneyConfig, MomentName, PromptDocument } from '@attune/protocol'
import type { VNode } from 'preact'
import { useId } from 'preact/hooks'

import { focusFirst } from '../../action.ts'
import { faultAt, type PlacedFault } from '../../configure/faults.ts'
import { MOMENTS } from '../../configure/moments.ts'
import {
  DAY_MS,
  durationOf,
  MOST_MOMENTS,
  momentsOf,
  msOf,
  type Sequence,
  UNIT_MS,
  type Unit,
  within,
  withMoments,
} from '../../configure/sequences.ts'
import { describedBy } from '../Labelled.tsx'
import { Numeral, Pick } from './Pick.tsx'
import { StepSelect } from './StepSelect.tsx'

interface Props {
  which: Sequence
  prompt: PromptDocument
  journeys: JourneyConfig[]
  faults: readonly PlacedFault[]
  /** Whether it has just been added. */
  isFresh: (at: number) => boolean
  onChange: (next: PromptDocument) => void
  onRemove: (at: number) => void
  onAdd: () => void
}

/** What has to have happened before, or what keeps a prompt from being asked: a sentence of one line for each moment. */
export function MomentRows({
  which,
  prompt,
  journeys,
  faults,
  isFresh,
  onChange,
  onRemove,
  onAdd,
}: Props): VNode | null {
  const moments = momentsOf(prompt, which)
  if (moments.length === 0) return null
  const { begins, goesOn, more, help, place } = SAID[which]
  const put = (at: number, moment: MomentName): void => onChange(withMoments(prompt, which, moments.with(at, moment)))
  return (
    <fieldset class="condition">
      <legend class="unseen">{help}</legend>
      {moments.map((moment, at) => (
        <Row
          key={at}
          {...{ which, moment, journeys }}
          said={at === 0 ? begins : goesOn}
          isFresh={isFresh(at)}
          error={faultAt(faults, `${place}[${at}]`)}
          onChange={(next) => put(at, next)}
          onRemove={() => onRemove(at)}
        />
      ))}
      {which === 'after' && <Within prompt={prompt} onChange={onChange} />}
      <p class="hint">{help}</p>
      {moments.length < MOST_MOMENTS && (
        <button type="button" class="link" onClick={onAdd}>
          {more}
        </button>
      )}
    </fieldset>
  )
}

interface RowProps {
  which: Sequence
  moment: MomentName
  journeys: JourneyConfig[]
  said: string
  isFresh: boolean
  error: string | undefined
  onChange: (next: MomentName) => void
  onRemove: () => void
}

function Row({ which, moment, journeys, said, isFresh, error, onChange, onRemove }: RowProps): VNode {
  const id = useId()
  const { type, step = '' } = moment
  return (
    <div class="narrowed" {...(isFresh && { ref: focusFirst })}>
      <div>
        <p class="sentence small">
          {said}{' '}
          <Pick
            label="What happened"
            value={type}
            options={MOMENTS.map((one) => [one.on, which === 'after' ? one.past : one.said])}
            onChange={(next) => onChange({ ...moment, type: next })}
          />{' '}
          <StepSelect
            label="Where it happened"
            value={step}
            journeys={journeys}
            isMoment
            {...describedBy(id, false, error !== undefined)}
            onChange={(next) => onChange({ type, ...(next !== '' && { step: next }) })}
          />
        </p>
        {error !== undefined && (
          <p class="field-error" id={`${id}-error`}>
            {error}
          </p>
        )}
      </div>
      <button type="button" class="link" onClick={onRemove}>
        Take away<span class="unseen"> “{said} …”</span>
      </button>
    </div>
  )
}

function Within({ prompt, onChange }: { prompt: PromptDocument; onChange: Props['onChange'] }): VNode {
  const { n, unit } = durationOf(prompt.after?.withinMs ?? 0)
  return (
    <p class="sentence small">
      within the{' '}
      <Numeral
        label="How long before at most"
        value={n}
        max={DAY_MS / UNIT_MS[unit]}
        onChange={(next) => onChange(within(prompt, msOf(next, unit)))}
      />{' '}
      <Pick
        label="Seconds, minutes or hours"
        value={unit}
        options={UNITS}
        onChange={(next) => onChange(within(prompt, msOf(n, next)))}
      />{' '}
      before.
    </p>
  )
}

const SAID = {
  after: {
    begins: 'Only if they',
    goesOn: 'and then',
    more: 'And then something else',
    help: 'In this order, in the same tab of their browser.',
    place: 'after.moments',
  },
  unless: {
    begins: 'Not if meanwhile they',
    goesOn: 'or',
    more: 'Or if something else happens',
    help: 'A prompt waits until people pause. If one of these happens first, they are not asked.',
    place: 'unless',
  },
} as const
const UNITS: [Unit, string][] = [
  ['seconds', 'seconds'],
  ['minutes', 'minutes'],
  ['hours', 'hours'],
]
