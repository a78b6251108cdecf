import type { Device, JourneyConfig, ProjectListItem, PromptDocument, PromptState } from '@attune/protocol'
import type { VNode } from 'preact'

import { atMoment, isNarrowed, placed, targeted } from '../../configure/asking.ts'
import { faultAt, type PlacedFault } from '../../configure/faults.ts'
import { MOMENTS } from '../../configure/moments.ts'
import { askingSentence } from '../../configure/sentence.ts'
import { nameOfPlace } from '../../configure/steps-of.ts'
import { Choice } from '../Choice.tsx'
import { Text } from '../Text.tsx'
import { HowMany } from './HowMany.tsx'
import { Narrowing } from './Narrowing.tsx'
import { Pick } from './Pick.tsx'
import { StepSelect } from './StepSelect.tsx'
import { WantedShare } from './WantedShare.tsx'

interface Props {
  project: ProjectListItem
  prompt: PromptDocument
  state: PromptState
  journeys: JourneyConfig[]
  faults: readonly PlacedFault[]
  onChange: (next: PromptDocument) => void
}

/** Whom is asked, when and how often: one sentence, of which every underlined word can be changed. */
export function Asking({ project, prompt, state, journeys, faults, onChange }: Props): VNode {
  const { placement = 'card', on = 'completed', perPerson = 1, who = {}, answersPerWeek } = prompt
  const isTab = placement === 'tab'
  const intoError = faultAt(faults, 'into')
  const step = (
    <StepSelect
      label="Step"
      value={prompt.step}
      journeys={journeys}
      onChange={(next) => onChange({ ...prompt, step: next })}
    />
  )
  const device = (
    <Pick
      label="Device"
      value={(who.devices ?? []).join('+')}
      options={DEVICE_SETS}
      onChange={(next) =>
        onChange(targeted(prompt, 'devices', next === '' ? undefined : (next.split('+') as Device[])))
      }
    />
  )
  return (
    <section class="chapter" aria-labelledby="asking">
      <h2 id="asking">Whom and when</h2>
      <p class="sentence">
        {isTab ? (
          <>
            Wait in a tab at {step} {device} for people to open it.
          </>
        ) : (
          <>
            Ask <HowMany prompt={prompt} onChange={onChange} />{' '}
            <Pick
              label="Moment"
              value={on}
              options={MOMENTS.map((one) => [one.on, one.said])}
              onChange={(next) => onChange(atMoment(prompt, next))}
            />{' '}
            {step} {device},{' '}
            <Pick
              label="How often one person"
              value={String(perPerson)}
              options={timesWith(perPerson)}
              onChange={(next) => onChange({ ...prompt, perPerson: Number(next) })}
            />
            .
          </>
        )}
      </p>
      <p class="hint">{isTab ? 'Nobody is asked: it waits.' : MOMENTS.find((one) => one.on === on)?.help}</p>
      {!isTab && answersPerWeek !== undefined && <WantedShare {...{ project, prompt, state, onChange }} />}
      {on === 'scrolled' && (
        <Amount
          label="How much of the page has been seen, in percent"
          value={Math.round((prompt.depth ?? 0) * 100)}
          max={100}
          onChange={(next) => onChange({ ...prompt, depth: next / 100 })}
        />
      )}
      {on === 'stayed' && (
        <Amount
          label="After how many seconds"
          value={Math.round((prompt.afterMs ?? 0) / 1000)}
          max={3600}
          onChange={(next) => onChange({ ...prompt, afterMs: next * 1000 })}
        />
      )}
      <Narrowing {...{ prompt, journeys, faults, onChange }} />
      <p class={isNarrowed(prompt) ? 'altogether' : 'unseen'} role="status">
        {askingSentence(prompt, (ref) => nameOfPlace(ref, journeys))}
      </p>
      <div class="placement">
        <span aria-hidden="true">Shown as</span>
        <Choice
          name="Shown as"
          value={placement}
          options={{ card: 'a card', inline: 'part of the page', tab: 'a quiet tab' }}
          onChange={(next) => onChange(placed(prompt, next))}
        />
      </div>
      {placement === 'inline' && (
        <Text
          label="In which element of the page"
          hint="A CSS selector, as #feedback. A developer can tell you."
          value={prompt.into ?? ''}
          maxLength={300}
          {...(intoError !== undefined && { error: intoError })}
          onInput={(into) => onChange({ ...prompt, into })}
        />
      )}
    </section>
  )
}

interface AmountProps {
  label: string
  value: number
  max: number
  onChange: (value: number) => void
}

function Amount({ label, value, max, onChange }: AmountProps): VNode {
  return (
    <label class="amount">
      {label}{' '}
      <input
        type="number"
        min={1}
        max={max}
        value={value}
        onInput={(event) => onChange(Math.min(max, Math.max(0, Number(event.currentTarget.value))))}
      />
    </label>
  )
}

/** What is offered, and what is in use where that is none of it. */
const timesWith = (times: number): [string, string][] =>
  TIMES.some(([one]) => one === String(times)) ? TIMES : [...TIMES, [String(times), `at most ${times} times`]]

const TIMES: [string, string][] = [
  ['1', 'at most once'],
  ['2', 'at most twice'],
  ['3', 'at most 3 times'],
  ['0', 'as often as the limits allow'],
]
const DEVICE_SETS: [string, string][] = [
  ['', 'on any device'],
  ['desktop', 'on a computer'],
  ['mobile', 'on a phone'],
  ['tablet', 'on a tablet'],
  ['mobile+tablet', 'on a phone or tablet'],
  ['desktop+tablet', 'on a computer or tablet'],
  ['desktop+mobile', 'on a computer or phone'],
]
