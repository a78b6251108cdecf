import { MAX_COMMENT, type PromptRequest } from '@attune/protocol'

import { Close } from './Close.tsx'
import { Field } from './Field.tsx'
import type { Kept } from './follow-ups.ts'
import { FollowUps } from './FollowUps.tsx'
import { Scale } from './Scale.tsx'
import { PRIVACY_WORD, type Spoken, WORD } from './words.ts'

interface CardProps {
  request: PromptRequest
  spoken: Spoken
  kept: Kept
  /** `room`: how full the field is that was just typed in. */
  onKeep: (kept: Kept, room?: string) => void
  onDone: () => void
  /** Closed, or "never ask me again". */
  onLeave: (how: 'closed' | 'never') => void
}

/** The question, its points, and what opens in place once one is chosen. Choosing never sends. */
export function Card({ request, spoken, kept, onKeep, onDone, onLeave }: CardProps) {
  const { wording, privacy, why, placement } = request
  const { words, lang } = spoken
  const isChosen = kept.feel !== null
  return (
    <>
      <Scale {...{ request, spoken }} feel={kept.feel} onFeel={(feel) => onKeep({ ...kept, feel })} />
      <FollowUps {...{ request, spoken, kept }} onAnswer={(answers, room) => onKeep({ ...kept, answers }, room)} />
      {isChosen && why && (
        <Field
          id="why"
          value={kept.comment}
          max={MAX_COMMENT}
          onText={(comment, room) => onKeep({ ...kept, comment }, room)}
        >
          <span lang={wording.why ? undefined : lang}>{wording.why ?? words[WORD.why]}</span>{' '}
          <span class="small" lang={lang}>
            ({words[WORD.optional]})
          </span>
        </Field>
      )}
      <p class="small">
        <bdi lang={lang}>{words[PRIVACY_WORD[privacy]]}</bdi>
      </p>
      <div class="row">
        {isChosen && (
          <button type="button" class="done" lang={lang} onClick={onDone}>
            {words[WORD.done]}
          </button>
        )}
        {placement !== 'tab' && (
          <button type="button" class="small never" lang={lang} onClick={() => onLeave('never')}>
            {words[WORD.never]}
          </button>
        )}
      </div>
      <Close spoken={spoken} onClose={() => onLeave('closed')} />
    </>
  )
}
