import type { TargetedSubmitEvent, VNode } from 'preact'
import { useState } from 'preact/hooks'

import { useAction } from '../action.ts'
import type { NewLink } from '../links-api.ts'
import { dateInWords } from '../when.ts'
import { Field } from './Field.tsx'

/** Whom a link is for, until when, and whether it shows what people wrote. */
export function ShareForm({ onMake }: { onMake: (link: Omit<NewLink, 'journey'>) => Promise<unknown> }): VNode {
  const [error, setError] = useState<string>()
  const action = useAction()
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    const name = String(given.get('link-name')).trim()
    setError(name === '' ? 'Say whom it is for, so that you know later whether it is still needed.' : undefined)
    if (name === '') return
    action.run(() => onMake({ name, voices: given.has('voices'), days: Number(given.get('days')) }))
  }
  return (
    <form onSubmit={submit} noValidate>
      <p class="hint">
        A link shows this journey’s map, its steps and its report to whoever has it, without signing in. Nothing can be
        changed with it, and nothing else of the project is shown.
      </p>
      <Field
        name="link-name"
        label="Whom is it for?"
        hint="For example: the board, November."
        maxLength={100}
        {...(error !== undefined && { error })}
      />
      <label class="check">
        <input type="checkbox" name="voices" />
        Also show what people wrote
      </label>
      <div class="field">
        <label for="link-days">How long does it last?</label>
        <select id="link-days" name="days">
          {LASTS.map(([days, name]) => (
            <option key={days} value={days} selected={days === 30}>
              {name}, until {dateInWords(new Date(Date.now() + days * DAY_MS))}
            </option>
          ))}
        </select>
      </div>
      <p class="field-error" role="alert">
        {action.problem}
      </p>
      <p>
        <button type="submit" class="button" disabled={action.isBusy}>
          Make a link
        </button>
      </p>
    </form>
  )
}

const DAY_MS = 86_400_000
const LASTS: readonly [days: number, name: string][] = [
  [7, 'A week'],
  [30, '30 days'],
  [90, '90 days'],
  [365, 'A year'],
]
