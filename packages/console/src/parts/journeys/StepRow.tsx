import type { VNode } from 'preact'
import { useState } from 'preact/hooks'

import type { PagesOfStep } from '../../configure/recent-pages.ts'
import { matchSentence, type StepDraft } from '../../configure/steps.ts'
import { StepMatchFields } from './StepMatchFields.tsx'

interface Props {
  step: StepDraft
  /** The journey's id, for the line of code. */
  journey: string
  at: number
  n: number
  pages: PagesOfStep
  isDragged: boolean
  onChange: (next: StepDraft) => void
  /** @param by Which button did it: the focus stays on it. */
  onMove: (to: number, by: 'up' | 'down') => void
  onRemove: () => void
  /** On to the next step, or to a new one after the last. */
  onNext: () => void
  onDragStart: () => void
  onDragEnd: () => void
  onDragOver: () => void
}

/** One step: its name, its place, and how it is noticed. */
export function StepRow(props: Props): VNode {
  const { step, journey, at, n, isDragged, onChange, onMove, onRemove, onNext } = props
  const [isHeld, setHeld] = useState(false)
  const said = step.name.trim() === '' ? `step ${at + 1}` : step.name
  const place = `${journey}/${step.id ?? 'step'}`
  return (
    <li
      class={`step-row${isDragged ? ' dragged' : ''}`}
      data-step={step.key}
      // Only by its handle: else no text in a field could be selected.
      draggable={isHeld}
      onDragStart={props.onDragStart}
      onDragEnd={() => {
        setHeld(false)
        props.onDragEnd()
      }}
      onDragOver={(event) => {
        event.preventDefault()
        props.onDragOver()
      }}
    >
      <span class="handle" aria-hidden="true" onPointerDown={() => setHeld(true)} onPointerUp={() => setHeld(false)}>
        <svg viewBox="0 0 12 20" width="12" height="20">
          <path d="M3 4h.01M9 4h.01M3 10h.01M9 10h.01M3 16h.01M9 16h.01" />
        </svg>
      </span>
      <div class="step-name">
        <input
          type="text"
          aria-label={`Name of step ${at + 1}`}
          placeholder={PLACEHOLDERS[at] ?? 'Another step'}
          maxLength={120}
          value={step.name}
          onInput={(event) => onChange({ ...step, name: event.currentTarget.value })}
          onKeyDown={(event) => {
            // Enter goes on to the next step, as in a list that is written.
            if (event.key !== 'Enter' || step.name.trim() === '') return
            event.preventDefault()
            onNext()
          }}
        />
        <StepMatchFields
          step={step}
          place={place}
          said={said}
          sentence={matchSentence(step.match, place)}
          pages={props.pages}
          onChange={onChange}
        />
      </div>
      <span class="step-acts">
        <Arrow by="up" said={said} isOff={at === 0} onClick={() => onMove(at - 1, 'up')} />
        <Arrow by="down" said={said} isOff={at === n - 1} onClick={() => onMove(at + 1, 'down')} />
        <button type="button" class="icon" aria-label={`Take away ${said}`} title="Take away" onClick={onRemove}>
          <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
            <path d="M5 5l10 10M15 5L5 15" />
          </svg>
        </button>
      </span>
    </li>
  )
}

interface ArrowProps {
  by: 'up' | 'down'
  said: string
  isOff: boolean
  onClick: () => void
}

function Arrow({ by, said, isOff, onClick }: ArrowProps): VNode {
  return (
    <button
      type="button"
      class="icon"
      data-move={by}
      disabled={isOff}
      aria-label={`Move ${said} ${by}`}
      title={`Move ${by}`}
      onClick={onClick}
    >
      <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
        <path d={by === 'up' ? 'M10 16V4M5 9l5-5 5 5' : 'M10 4v12M5 11l5 5 5-5'} />
      </svg>
    </button>
  )
}

const PLACEHOLDERS = ['Cart', 'Payment', 'Thank you']
