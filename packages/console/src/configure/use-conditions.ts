import type { PromptDocument } from '@attune/protocol'
import { useState } from 'preact/hooks'

import { targeted } from './asking.ts'
import { momentsOf, type Sequence, withMoment, withMoments } from './sequences.ts'
import { type TraitRow } from './traits.ts'
import { useTraitRows } from './use-trait-rows.ts'

/** A condition that is there or not; there can be several on traits, and of moments. */
export type ListName = 'locales' | 'pages' | 'releases'
export type OnceName = ListName | 'returning'
export type ConditionName = OnceName | 'traits' | Sequence

/** The conditions that make the circle smaller: what is there, and what can be done with it. */
export interface Conditions {
  isOpen: (name: OnceName) => boolean
  /** Whether it has been added last: it takes the focus. */
  isFresh: (name: ConditionName, at?: number) => boolean
  traits: readonly TraitRow[]
  writeTrait: (at: number, row: TraitRow) => void
  add: (name: ConditionName) => void
  takeAway: (name: ConditionName, at?: number) => void
  /** Of what was taken away last; null where nothing was. `turn` is another one each time. */
  undo: { turn: number; take: () => void } | null
}

/** Keeps what is opened and not said yet, and how what was taken away comes back, whatever is typed meanwhile. */
export function useConditions(prompt: PromptDocument, onChange: (next: PromptDocument) => void): Conditions {
  const { who = {} } = prompt
  const [opened, setOpened] = useState<OnceName[]>([])
  const [fresh, setFresh] = useState('')
  const [gone, setGone] = useState<{ turn: number; back: (now: PromptDocument) => PromptDocument } | null>(null)
  const { rows, write } = useTraitRows(prompt, onChange)
  const went = (back: (now: PromptDocument) => PromptDocument): void => {
    setFresh('')
    setGone((old) => ({ turn: (old?.turn ?? 0) + 1, back }))
  }
  const takeMoment = (which: Sequence, at: number): void => {
    onChange(withMoments(prompt, which, momentsOf(prompt, which).toSpliced(at, 1)))
    went((now) => withMomentBack(now, prompt, which, at))
  }
  const takeTrait = (at: number): void => {
    const row = rows[at]
    if (row === undefined) return
    write(rows.toSpliced(at, 1))
    went((now) => targeted(now, 'traits', { ...now.who?.traits, [row.name.trim()]: row.values }))
  }
  return {
    isOpen: (name) => who[name] !== undefined || opened.includes(name),
    isFresh: (name, at = 0) => fresh === `${name} ${at}`,
    traits: rows,
    writeTrait: (at, row) => write(rows.with(at, row)),
    add: (name) => {
      setGone(null)
      if (name === 'after' || name === 'unless') {
        setFresh(`${name} ${momentsOf(prompt, name).length}`)
        onChange(withMoment(prompt, name))
      } else if (name === 'traits') {
        setFresh(`traits ${rows.length}`)
        write([...rows, { name: '', values: [] }])
      } else {
        setFresh(`${name} 0`)
        setOpened([...opened, name])
        if (name === 'returning') onChange(targeted(prompt, 'returning', true))
      }
    },
    takeAway: (name, at = 0) => {
      if (name === 'after' || name === 'unless') return takeMoment(name, at)
      if (name === 'traits') return takeTrait(at)
      setOpened(opened.filter((one) => one !== name))
      onChange(targeted(prompt, name, undefined))
      went((now) => targeted(now, name, who[name]))
    },
    undo: gone && {
      turn: gone.turn,
      take: () => {
        onChange(gone.back(prompt))
        setGone(null)
      },
    },
  }
}

function withMomentBack(now: PromptDocument, before: PromptDocument, which: Sequence, at: number): PromptDocument {
  const gone = momentsOf(before, which)[at]
  if (gone === undefined) return now
  const back = withMoments(now, which, momentsOf(now, which).toSpliced(at, 0, gone))
  const { withinMs } = now.after ?? before.after ?? {}
  return back.after && withinMs !== undefined ? { ...back, after: { ...back.after, withinMs } } : back
}
