import { MAX_COMMENT, type Draft, type PromptRequest } from '@attune/protocol'

import { Face } from './Face.tsx'
import type { Point } from './points.ts'
import { WORD, type Words } from './words.ts'

interface CardProps {
  request: PromptRequest
  points: Point[]
  words: Words
  /** Set where the words are not in the prompt's language. */
  lang: string | undefined
  draft: Draft
  onDraft: (draft: Draft) => void
  onDone: () => void
  /** Closed, or "never ask me again". */
  onLeave: (how: 'closed' | 'never') => void
}

/** The question, its faces, and the why that opens in place once one is chosen. Choosing never sends. */
export function Card({ request, points, words, lang, draft, onDraft, onDone, onLeave }: CardProps) {
  const { wording, privacy } = request
  const chosen = draft.feel !== null
  return (
    <>
      <Scale points={points} {...{ wording, words, lang, draft, onDraft }} />
      {chosen && request.why && <Why {...{ wording, words, lang, draft, onDraft }} />}
      <p class="small">
        <bdi lang={lang}>{words[WORD[privacy]]}</bdi>
      </p>
      <div class="row">
        {chosen && (
          <button type="button" class="done" lang={lang} onClick={onDone}>
            {words[WORD.done]}
          </button>
        )}
        <button type="button" class="small never" lang={lang} onClick={() => onLeave('never')}>
          {words[WORD.never]}
        </button>
      </div>
      <button
        type="button"
        class="small close"
        lang={lang}
        aria-label={words[WORD.close]}
        onClick={() => onLeave('closed')}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="M4 4l8 8M12 4l-8 8" />
        </svg>
      </button>
    </>
  )
}

type PartProps = Pick<CardProps, 'words' | 'lang' | 'draft' | 'onDraft'> & { wording: PromptRequest['wording'] }

function Scale({ points, wording, words, lang, draft, onDraft }: PartProps & { points: Point[] }) {
  const last = points.length - 1
  return (
    <fieldset>
      <legend>{wording.question}</legend>
      <div class="scale">
        {points.map(({ feel, face }, index) => {
          const own = index ? index === last && wording.high : wording.low
          return (
            <label class={`f f${Math.round(face)} ${index % last ? '' : 'end'}`}>
              <input
                type="radio"
                name="feel"
                value={feel}
                checked={draft.feel === feel}
                onChange={() => onDraft({ ...draft, feel })}
              />
              <Face face={face} />
              <span lang={own ? undefined : lang}>{own || (words[face] ?? feel)}</span>
            </label>
          )
        })}
      </div>
    </fieldset>
  )
}

function Why({ wording, words, lang, draft, onDraft }: PartProps) {
  return (
    <div class="why">
      <label for="why">
        <span lang={wording.why ? undefined : lang}>{wording.why ?? words[WORD.why]}</span>{' '}
        <span class="small" lang={lang}>
          ({words[WORD.optional]})
        </span>
      </label>
      <textarea
        id="why"
        dir="auto"
        rows={3}
        maxLength={MAX_COMMENT}
        aria-describedby="left"
        value={draft.comment}
        onInput={(event) => onDraft({ ...draft, comment: event.currentTarget.value })}
      />
      <p id="left" class="small">
        {roomLeft(draft.comment)}
      </p>
    </div>
  )
}

/** How full the field is, once it is nearly so; in figures, which every language reads. */
export function roomLeft({ length }: string): string {
  return length < MAX_COMMENT - NEAR ? '' : `${length} / ${MAX_COMMENT}`
}

/** In characters. */
const NEAR = 100
