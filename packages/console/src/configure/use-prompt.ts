import type { PromptDocument, PromptState } from '@attune/protocol'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'

import { type Clash, clashesOf, mergeOf } from '../meanwhile.ts'
import { fetchPrompt, saveDraft } from '../prompts-api.ts'
import type { ApiError, Tagged } from '../request.ts'
import { gapsOf } from './gaps.ts'
import { keepable } from './keepable.ts'
import { createSaver, type Stand } from './saver.ts'

/** A prompt that is edited: what is typed, what is stored, and how far the one has become the other. */
export interface Editing {
  /** What stands in the fields. */
  prompt: PromptDocument
  /** What is stored, with what differs and what is checked. */
  state: PromptState
  stand: Stand
  error: ApiError | null
  /** What somebody else has stored meanwhile, and where it differs from what is typed; null where nobody has. */
  theirs: { state: PromptState; clashes: Clash[] } | null
  change: (next: PromptDocument) => void
  flush: () => Promise<boolean>
  seen: () => string
  /** Another state is stored: the fields show it from now on. */
  settle: (tagged: Tagged<PromptState>) => void
  takeTheirs: () => void
  /** Stores what is typed on top of what they have stored. */
  keepMine: () => void
}

/** @param loaded As it was read; its draft, or what is published, stands in the fields first. */
export function usePrompt(project: string, loaded: Tagged<PromptState>): Editing {
  const [prompt, setPrompt] = useState(() => shownOf(loaded.body))
  const [state, setState] = useState(loaded.body)
  const [stand, setStand] = useState<{ stand: Stand; error: ApiError | null }>({ stand: 'saved', error: null })
  const [theirs, setTheirs] = useState<Tagged<PromptState> | null>(null)
  const id = loaded.body.id
  const saver = useMemo(
    () =>
      createSaver<PromptDocument, PromptState>({
        seen: loaded.etag,
        save: (what, seen) => saveDraft(project, keepable(what), seen),
        isWhole: (what) => gapsOf(what).length === 0,
        onSaved: setState,
        onStand: (next, error) => {
          setStand({ stand: next, error })
          if (next === 'conflict') fetchPrompt(project, id).then(setTheirs, () => setStand({ stand: 'failed', error }))
        },
      }),
    [],
  )
  const latest = useRef(saver)
  useEffect(() => () => latest.current.stop(), [])
  useKeepOnLeaving(stand.stand, saver.flush)

  const settle = ({ body, etag }: Tagged<PromptState>): void => {
    saver.settle(etag)
    setTheirs(null)
    setState(body)
    setPrompt(shownOf(body))
  }
  const versions = theirs && { seen: shownOf(state), mine: keepable(prompt), theirs: shownOf(theirs.body) }
  return {
    prompt,
    state,
    ...stand,
    theirs: theirs && versions && { state: theirs.body, clashes: clashesOf(versions) },
    change: (next) => {
      setPrompt(next)
      saver.change(next)
    },
    flush: saver.flush,
    seen: saver.seen,
    settle,
    takeTheirs: () => theirs !== null && settle(theirs),
    keepMine: () => {
      if (theirs === null || versions === null) return
      const both = mergeOf(versions)
      setTheirs(null)
      setState(theirs.body)
      setPrompt(both)
      saver.change(both)
      void saver.overwrite(theirs.etag)
    },
  }
}

/** What stands in the fields of a prompt; without its status, which is no part of a draft. */
function shownOf({ draft, published, id }: PromptState): PromptDocument {
  const shown = draft ?? published
  if (shown === null) return { id, step: '', wording: { default: { question: '' } } }
  const { status: _, ...rest } = shown
  return rest
}

/** Asks before a page is left that holds something which is not kept yet; or cannot be, where it is left for another of ours. */
function useKeepOnLeaving(stand: Stand, flush: () => Promise<boolean>): void {
  const isKept = stand === 'saved'
  const isStuck = stand === 'conflict' || stand === 'gaps' || stand === 'failed'
  useEffect(() => {
    if (isKept) return undefined
    const warn = (event: BeforeUnloadEvent): void => {
      void flush()
      event.preventDefault()
    }
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [isKept])
  useEffect(() => {
    if (!isStuck) return undefined
    const ask = (event: MouseEvent): void => {
      const link = event.target instanceof Element ? event.target.closest('a') : null
      if (link === null || link.hash !== '' || confirm(LEAVE)) return
      event.preventDefault()
    }
    document.addEventListener('click', ask, true)
    return () => document.removeEventListener('click', ask, true)
  }, [isStuck])
}

const LEAVE = 'What you typed here is not stored yet, and goes if you leave. Leave all the same?'
