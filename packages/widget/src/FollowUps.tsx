import type { PromptRequest } from '@attune/protocol'

import { Field } from './Field.tsx'
import { followUpsAt, type Kept } from './follow-ups.ts'
import { WORD, type Spoken } from './words.ts'

interface FollowUpsProps {
  request: PromptRequest
  spoken: Spoken
  kept: Kept
  /** `room`: how full the field is that was just typed in. */
  onAnswer: (answers: Kept['answers'], room?: string) => void
}

/** What is asked besides, now that a score is chosen: one option, several, or a short text. */
export function FollowUps({ request, spoken: { words, lang }, kept: { feel, answers }, onAnswer }: FollowUpsProps) {
  return followUpsAt(feel, request).map(({ id, kind, options = [] }) => {
    const { question, options: names = {} } = request.wording.followUps![id]!
    const given = answers[id] ?? []
    const name = `q-${id}`
    const hint = (word: number) => (
      <span class="small" lang={lang}>
        {' '}
        ({words[word]})
      </span>
    )
    if (kind === 'text') {
      return (
        <Field
          key={id}
          id={name}
          value={given[0] ?? ''}
          max={MAX_TEXT}
          onText={(text, room) => onAnswer({ ...answers, [id]: [text] }, room)}
        >
          {question}
          {hint(WORD.optional)}
        </Field>
      )
    }
    const isMany = kind === 'many'
    return (
      <fieldset key={id} class="more">
        <legend>
          {question}
          {isMany && hint(WORD.many)}
        </legend>
        {options.map((option) => (
          <label class="option">
            <input
              type={isMany ? 'checkbox' : 'radio'}
              name={name}
              value={option}
              checked={given.includes(option)}
              onChange={({ currentTarget: { checked } }) =>
                onAnswer({
                  ...answers,
                  [id]: options.filter((one) => (one === option ? checked : isMany && given.includes(one))),
                })
              }
            />
            <span>{names[option] ?? option}</span>
          </label>
        ))}
      </fieldset>
    )
  })
}

/** In characters, as the protocol takes it. */
const MAX_TEXT = 500
