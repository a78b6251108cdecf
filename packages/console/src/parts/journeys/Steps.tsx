import type { PageItem } from '@attune/protocol'
import type { VNode } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'

import { pagesOfStep } from '../../configure/recent-pages.ts'
import { type JourneyDraft, moved, type StepDraft } from '../../configure/steps.ts'
import { Undo } from '../Undo.tsx'
import { StepRow } from './StepRow.tsx'

interface Props {
  draft: JourneyDraft
  /** Where people were lately, to try addresses against. */
  pages: readonly PageItem[]
  onChange: (next: JourneyDraft) => void
}

/** The steps in their order. They are moved by buttons or by dragging, and one that is taken away can come back. */
export function Steps({ draft, pages, onChange }: Props): VNode {
  const [dragged, setDragged] = useState<number | null>(null)
  const [removed, setRemoved] = useState<{ step: StepDraft; at: number; wasGoal: boolean } | null>(null)
  const [said, setSaid] = useState('')
  /** What is to have the focus once it is drawn: a selector inside the list. */
  const wanted = useRef<string | null>(null)
  const list = useRef<HTMLOListElement>(null)
  useEffect(() => {
    if (wanted.current !== null) list.current?.querySelector<HTMLElement>(wanted.current)?.focus()
    wanted.current = null
  })
  const { steps } = draft
  const setSteps = (next: StepDraft[]): void => onChange({ ...draft, steps: next })
  const add = (): void => {
    const key = crypto.randomUUID()
    wanted.current = nameOf(key)
    setSteps([...steps, { key, id: null, name: '' }])
  }
  const goOn = (from: number): void => {
    const next = steps[from + 1]
    if (next === undefined) add()
    else list.current?.querySelector<HTMLElement>(nameOf(next.key))?.focus()
  }
  const move = (from: number, to: number): void => {
    setSteps(moved(steps, from, to))
    setSaid(`${steps[from]?.name || 'The step'} is number ${to + 1} of ${steps.length} now.`)
  }
  const remove = (at: number): void => {
    const step = steps[at]
    if (step === undefined) return
    const wasGoal = draft.goal === step.key
    setRemoved({ step, at, wasGoal })
    onChange({ ...draft, steps: steps.toSpliced(at, 1), goal: wasGoal ? null : draft.goal })
  }
  const restore = (): void => {
    if (removed === null) return
    const { step, at, wasGoal } = removed
    wanted.current = nameOf(step.key)
    onChange({ ...draft, steps: steps.toSpliced(at, 0, step), goal: wasGoal ? step.key : draft.goal })
    setRemoved(null)
  }
  const named = steps.filter(({ name }) => name.trim() !== '')
  return (
    <fieldset class="steps">
      <legend>The steps they take, in order</legend>
      <ol ref={list}>
        {steps.map((step, at) => (
          <StepRow
            key={step.key}
            step={step}
            journey={draft.id ?? 'journey'}
            at={at}
            n={steps.length}
            pages={pagesOfStep(steps, at, pages)}
            isDragged={dragged === at}
            onChange={(next) => setSteps(steps.with(at, next))}
            onMove={(to, by) => {
              wanted.current = `[data-step="${step.key}"] [data-move="${by}"]:not(:disabled), [data-step="${step.key}"] [data-move]:not(:disabled)`
              move(at, to)
            }}
            onRemove={() => remove(at)}
            onNext={() => goOn(at)}
            onDragStart={() => setDragged(at)}
            onDragEnd={() => setDragged(null)}
            onDragOver={() => {
              if (dragged === null || dragged === at) return
              setSteps(moved(steps, dragged, at))
              setDragged(at)
            }}
          />
        ))}
      </ol>
      <p class="actions">
        <button type="button" class="button quiet" onClick={add}>
          Add a step
        </button>
      </p>
      <Undo said={removed === null ? null : `${removed.step.name || 'The step'} is taken away.`} onUndo={restore} />
      <span class="unseen" role="status">
        {said}
      </span>
      {named.length > 0 && (
        <p class="sentence small">
          <label>
            They have got what they came for at{' '}
            <select
              value={draft.goal ?? ''}
              onChange={(event) => onChange({ ...draft, goal: event.currentTarget.value || null })}
            >
              <option value="">no step: my code says it</option>
              {named.map(({ key, name }) => (
                <option key={key} value={key}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        </p>
      )}
    </fieldset>
  )
}

/** The field that a step is named in. */
const nameOf = (key: string): string => `[data-step="${key}"] input`
