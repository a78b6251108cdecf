import type { Device, WouldAsk, WouldAskAnswer } from '@attune/protocol'
import type { TargetedSubmitEvent, VNode } from 'preact'
import { useState } from 'preact/hooks'

import { traitsIn } from '../../configure/traits.ts'
import { wouldAsk } from '../../prompts-api.ts'
import { sentenceOf } from '../../request.ts'

interface Props {
  project: string
  prompt: string
  /** Keeps what is typed: what is tried out is what stands in the fields. */
  flush: () => Promise<boolean>
}

/** A page and a person: would they be asked? Yes, or the one reason. */
export function WouldAskPanel({ project, prompt, flush }: Props): VNode {
  const [answer, setAnswer] = useState<WouldAskAnswer | null>(null)
  const [problem, setProblem] = useState('')
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setProblem('')
    const who = whoOf(new FormData(event.currentTarget))
    const tried = flush().then(() => wouldAsk(project, prompt, who))
    tried.then(setAnswer, (error: unknown) => setProblem(sentenceOf(error)))
  }
  return (
    <details class="try-out">
      <summary>Would it be asked?</summary>
      <form onSubmit={submit}>
        <div class="field">
          <label for="would-page">Page</label>
          <input id="would-page" name="page" placeholder="/checkout/payment" maxLength={300} />
        </div>
        <div class="pair">
          <div class="field">
            <label for="would-device">Device</label>
            <select id="would-device" name="device">
              <option value="">any</option>
              <option value="desktop">a computer</option>
              <option value="mobile">a phone</option>
              <option value="tablet">a tablet</option>
            </select>
          </div>
          <div class="field">
            <label for="would-locale">Language</label>
            <input id="would-locale" name="locale" placeholder="de" maxLength={35} />
          </div>
        </div>
        <div class="field">
          <label for="would-traits">Traits</label>
          <p class="hint" id="would-traits-hint">
            As your pages set them, with commas: plan: pro, beta: yes
          </p>
          <input id="would-traits" name="traits" maxLength={300} aria-describedby="would-traits-hint" />
        </div>
        <label class="check">
          <input type="checkbox" name="returning" /> They were here before
        </label>
        <button type="submit" class="button quiet">
          Find out
        </button>
        <div role="status">{answer !== null && <p>{answer.text}</p>}</div>
        <div role="alert">{problem !== '' && <p class="field-error">{problem}</p>}</div>
      </form>
    </details>
  )
}

function whoOf(form: FormData): WouldAsk {
  const text = (name: string): string => String(form.get(name) ?? '').trim()
  const traits = traitsIn(text('traits'))
  return {
    page: text('page') || '/',
    ...(text('device') !== '' && { device: text('device') as Device }),
    ...(text('locale') !== '' && { locale: text('locale') }),
    ...(Object.keys(traits).length > 0 && { traits }),
    is_returning: form.get('returning') !== null,
  }
}
