import type { Device, JourneyConfig, MomentType, PromptDocument } from '@attune/protocol'
import type { VNode } from 'preact'

import { atMoment, placed, sharesWith, targeted } from '../../configure/asking.ts'
import { MOMENTS } from '../../configure/moments.ts'
import { askingSentence } from '../../configure/sentence.ts'
import { nameOfPlace } from '../../configure/steps-of.ts'
import { percent } from '../../words.ts'
import { Choice } from '../Choice.tsx'
import { Text } from '../Text.tsx'
import { Narrowing } from './Narrowing.tsx'
import { StepSelect } from './StepSelect.tsx'

interface Props {
  prompt: PromptDocument
  journeys: JourneyConfig[]
  onChange: (next: PromptDocument) => void
}

/** Whom is asked, when and how often: one sentence, of which every underlined word can be changed. */
export function Asking({ prompt, journeys, onChange }: Props): VNode {
  const { placement = 'card', on = 'completed', share = 1, perPerson = 1, who = {} } = prompt
  const isTab = placement === 'tab'
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
            Ask{' '}
            <Pick
              label="Share of people"
              value={String(share)}
              options={sharesWith(share).map((one) => [String(one), one === 1 ? 'everybody' : percent(one)])}
              onChange={(next) => onChange({ ...prompt, share: Number(next) })}
            />{' '}
            {share === 1 ? 'of those who' : 'of people who'}{' '}
            <Pick
              label="Moment"
              value={on}
              options={MOMENTS.map((one) => [one.on, one.said])}
              onChange={(next) => onChange(atMoment(prompt, next as MomentType))}
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
      <span class="unseen" role="status">
        {askingSentence(prompt, nameOfPlace(prompt.step, journeys))}
      </span>
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
      <Narrowing prompt={prompt} onChange={onChange} />
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
          onInput={(into) => onChange({ ...prompt, into })}
        />
      )}
    </section>
  )
}

interface PickProps {
  label: string
  value: string
  options: readonly (readonly [string, string])[]
  onChange: (value: string) => void
}

/** A word of the sentence that can be another. */
function Pick({ label, value, options, onChange }: PickProps): VNode {
  return (
    <select aria-label={label} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
      {options.map(([one, said]) => (
        <option key={one} value={one}>
          {said}
        </option>
      ))}
    </select>
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
