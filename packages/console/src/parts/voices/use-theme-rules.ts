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

/** @param isAsked Whether there are themes at all. @param onChanged Themes are others now. */
export function useThemeRules(project: string, isAsked: boolean, onChanged: () => Promise<unknown>): TeamRules {
  const list = useLoading(isAsked ? `theme rules of ${project}` : '', (signal) =>
    isAsked ? fetchThemeRules(project, signal) : Promise.resolve(null),
  )
  const [done, setDone] = useState<{ said: string; before: readonly ThemeRule[] } | null>(null)
  const action = useAction()
  const save = (make: (rules: readonly ThemeRule[]) => readonly ThemeRule[], said: string | null): void =>
    action.run(async () => {
      if (list.data === null) return
      const before = list.data.body.rules
      try {
        await saveThemeRules(project, make(before), list.data.etag)
      } catch (error) {
        // What somebody else has changed is shown, so that the next try is made on top of it.
        if (isChangedMeanwhile(error)) await Promise.all([list.reload(), onChanged()])
        throw error
      }
      await Promise.all([list.reload(), onChanged()])
      setDone(said === null ? null : { said, before })
    })
  return {
    all: list.data?.body.rules ?? null,
    isBusy: action.isBusy,
    problem: action.problem,
    done: done?.said ?? null,
    change: save,
    undo: () => done !== null && save(() => done.before, null),
  }
}
