import { type FollowUp, type PromptDocument, SCALES } from '@attune/protocol'
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'

import {
  changedFollowUp,
  rewordedFollowUp,
  roomForFollowUps,
  withFollowUp,
  withFollowUpBack,
  withOption,
  withoutFollowUp,
  withoutOption,
} from '../../configure/follow-ups.ts'
import { tongueName } from '../../configure/wordings.ts'
import { scoreName } from '../../words.ts'
import { Text } from '../Text.tsx'
import { Undo } from '../Undo.tsx'

interface Props {
  prompt: PromptDocument
  locale: string
  onChange: (next: PromptDocument) => void
}

/** A second question, asked once a face is tapped. */
export function FollowUps({ prompt, locale, onChange }: Props): VNode {
  const { followUps = [] } = prompt
  const room = roomForFollowUps(prompt)
  const shown = prompt.wording[locale] === undefined ? 'default' : locale
  const [gone, setGone] = useState<{ before: PromptDocument; id: string } | null>(null)
  return (
    <section class="chapter" aria-labelledby="follow-ups">
      <h2 id="follow-ups">Follow-ups</h2>
      {followUps.map((followUp, at) => (
        <One
          key={followUp.id}
          {...{ prompt, followUp, at, onChange }}
          locale={shown}
          onRemove={() => {
            setGone({ before: prompt, id: followUp.id })
            onChange(withoutFollowUp(prompt, followUp.id))
          }}
        />
      ))}
      {room > 0 ? (
        <p class="adders">
          <span class="hint">Ask for</span>
          {KINDS.map(([kind, said]) => (
            <button key={kind} type="button" class="adder" onClick={() => onChange(withFollowUp(prompt, kind))}>
              {said}
            </button>
          ))}
        </p>
      ) : (
        <p class="hint">Three questions are the most that a moment bears.</p>
      )}
      <Undo
        said={gone === null ? null : 'The follow-up is taken away.'}
        onUndo={() => {
          if (gone !== null) onChange(withFollowUpBack(prompt, gone.before, gone.id))
          setGone(null)
        }}
      />
    </section>
  )
}

interface OneProps extends Props {
  followUp: FollowUp
  at: number
  onRemove: () => void
}

function One({ prompt, followUp, at, locale, onChange, onRemove }: OneProps): VNode {
  const { id, kind, options = [] } = followUp
  const words = prompt.wording[locale]?.followUps?.[id]
  const suffix = locale === 'default' ? '' : ` in ${tongueName(locale)}`
  return (
    <fieldset class="follow-up">
      <legend>
        Follow-up {at + 1} <span class="hint">{KINDS.find(([one]) => one === kind)?.[1]}</span>
      </legend>
      <Scores {...{ prompt, followUp, onChange }} />
      <Text
        label={`Question${suffix}`}
        value={words?.question ?? ''}
        onInput={(question) => onChange(rewordedFollowUp(prompt, locale, id, (old) => ({ ...old, question })))}
      />
      {options.map((option, index) => (
        <div key={option} class="option-row">
          <Text
            label={`Option ${index + 1}${suffix}`}
            value={words?.options?.[option] ?? ''}
            onInput={(word) =>
              onChange(
                rewordedFollowUp(prompt, locale, id, (old) => ({
                  ...old,
                  options: { ...old.options, [option]: word },
                })),
              )
            }
          />
          {options.length > 2 && (
            <button type="button" class="link" onClick={() => onChange(withoutOption(prompt, id, option))}>
              Remove<span class="unseen"> option {index + 1}</span>
            </button>
          )}
        </div>
      ))}
      <p class="actions">
        {kind !== 'text' && options.length < MOST && (
          <button type="button" class="link" onClick={() => onChange(withOption(prompt, id))}>
            Add an option
          </button>
        )}
        <button type="button" class="link" onClick={onRemove}>
          Take follow-up {at + 1} away
        </button>
      </p>
    </fieldset>
  )
}

/** From which score up to which it is asked. */
function Scores({ prompt, followUp, onChange }: Omit<OneProps, 'at' | 'locale' | 'onRemove'>): VNode {
  const scale = prompt.scale ?? 'faces'
  const { min, max } = SCALES[scale]
  const { id, from = min, to = max } = followUp
  const scores = Array.from({ length: max - min + 1 }, (_, at) => min + at)
  const set = (next: { from: number; to: number }): void =>
    onChange(
      changedFollowUp(prompt, id, ({ id: own, kind, options }) => ({
        id: own,
        kind,
        ...(options && { options }),
        ...(next.from > min && { from: next.from }),
        ...(next.to < max && { to: next.to }),
      })),
    )
  const pick = (
    label: string,
    value: number,
    isAllowed: (score: number) => boolean,
    write: (n: number) => void,
  ): VNode => (
    <select aria-label={label} value={value} onChange={(event) => write(Number(event.currentTarget.value))}>
      {scores.filter(isAllowed).map((score) => (
        <option key={score} value={score}>
          {scoreName(score, scale)}
        </option>
      ))}
    </select>
  )
  return (
    <p class="sentence small">
      Asked after{' '}
      {pick(
        'From',
        from,
        (score) => score <= to,
        (n) => set({ from: n, to }),
      )}{' '}
      to{' '}
      {pick(
        'To',
        to,
        (score) => score >= from,
        (n) => set({ from, to: n }),
      )}
      .
    </p>
  )
}

const KINDS: [FollowUp['kind'], string][] = [
  ['one', 'one of several'],
  ['many', 'any of several'],
  ['text', 'a short text'],
]
const MOST = 12
