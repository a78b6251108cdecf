import type { ThemeRule } from '@attune/protocol'
import { useState } from 'preact/hooks'

import { useAction } from '../../action.ts'
import { useLoading } from '../../hooks.ts'
import { isChangedMeanwhile } from '../../request.ts'
import { fetchThemeRules, saveThemeRules } from '../../theme-rules-api.ts'

/** A team's rules for themes, and what was last changed of them here. */
export interface TeamRules {
  /** Null until they are there, and where there are none to be had. */
  all: readonly ThemeRule[] | null
  isBusy: boolean
  /** Why a change did not work; '' where it did. */
  problem: string
  /** What was last changed, in a sentence; null: nothing that could be taken back. */
  done: string | null
  /** @param said What has changed, once it has. */
  change: (make: (rules: readonly ThemeRule[]) => ThemeRule[], said: string) => void
  undo: () => void
}

/** What could be taken back: the rules before, in place of just those after. */
interface Done {
  said: string
  before: readonly ThemeRule[]
  /** Their `ETag`. */
  after: string
}

/** @param isAsked Whether there are themes at all. @param onChanged Themes are others now. */
export function useThemeRules(project: string, isAsked: boolean, onChanged: () => Promise<unknown>): TeamRules {
  const list = useLoading(isAsked ? `theme rules of ${project}` : '', (signal) =>
    isAsked ? fetchThemeRules(project, signal) : Promise.resolve(null),
  )
  const [done, setDone] = useState<Done | null>(null)
  const action = useAction()
  const save = (
    make: (rules: readonly ThemeRule[]) => readonly ThemeRule[],
    said: string | null,
    seen?: string,
  ): void =>
    action.run(async () => {
      const { body, etag } = list.data ?? (await fetchThemeRules(project))
      const before = body.rules
      const saved = await saveThemeRules(project, make(before), seen ?? etag).catch(async (error: unknown) => {
        if (isChangedMeanwhile(error)) {
          // What somebody else has changed is shown, so that the next try is made on top of it, and is not taken back with ours.
          setDone(null)
          await Promise.all([list.reload(), onChanged()])
        }
        throw error
      })
      await Promise.all([list.reload(), onChanged()])
      setDone(said === null ? null : { said, before, after: saved.etag })
    })
  return {
    all: list.data?.body.rules ?? null,
    isBusy: action.isBusy,
    problem: action.problem,
    done: done?.said ?? null,
    change: save,
    undo: () => done !== null && save(() => done.before, null, done.after),
  }
}
