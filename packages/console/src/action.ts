import { useCallback, useEffect, useRef, useState } from 'preact/hooks'

import { sentenceOf } from './request.ts'

/** Something that a button does: whether it is being done now, and why it did not work. */
export interface Action {
  isBusy: boolean
  /** In words; '' where there is none. */
  problem: string
  /** Does it, unless it is being done already. */
  run: (act: () => Promise<unknown>) => void
}

export function useAction(): Action {
  const [state, setState] = useState({ isBusy: false, problem: '' })
  const isRunning = useRef(false)
  const isGone = useRef(false)
  useEffect(
    () => () => {
      isGone.current = true
    },
    [],
  )
  const run = useCallback((act: () => Promise<unknown>) => {
    if (isRunning.current) return
    isRunning.current = true
    setState({ isBusy: true, problem: '' })
    void done(act).then((problem) => {
      isRunning.current = false
      if (!isGone.current) setState({ isBusy: false, problem })
      return problem
    })
  }, [])
  return { ...state, run }
}

/** @returns why it did not work; '' where it did. */
async function done(act: () => Promise<unknown>): Promise<string> {
  try {
    await act()
    return ''
  } catch (error) {
    return sentenceOf(error)
  }
}

/** Takes the focus when it comes into the page: for what a press of a button opened. */
export const focusOnce = (element: HTMLElement | null): void => element?.focus()

/** The same for the first thing to type or choose in what was opened. */
export const focusFirst = (element: HTMLElement | null): void =>
  element?.querySelector<HTMLElement>('input, select, textarea')?.focus()
