import '../styles/period.css'
import type { VNode } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

import { addDays, daysFrom } from '../days.ts'
import { navigate } from '../hooks.ts'

interface Props {
  from: string
  to: string
  /** The project's own day. */
  today: string
  /** The address of the same page with other days. */
  hrefFor: (from: string, to: string) => string
}

/** Which days are looked at: some that are asked for often, or any. */
export function Period({ from, to, today, hrefFor }: Props): VNode {
  const [first, last] = [useRef<HTMLInputElement>(null), useRef<HTMLInputElement>(null)]
  // What is typed stays while figures come in, and is let go of once other days are shown.
  useLayoutEffect(() => {
    if (first.current) first.current.value = from
    if (last.current) last.current.value = to
  }, [from, to])
  const show = (event: SubmitEvent): void => {
    event.preventDefault()
    const [earlier, later] = [first.current?.value ?? '', last.current?.value ?? ''].toSorted()
    if (earlier && later) navigate(hrefFor(earlier, later), true)
  }
  return (
    <form class="period" onSubmit={show} aria-label="Days to look at">
      <ul>
        {OFTEN.map((days) => {
          const start = addDays(today, -days + 1)
          const isShown = to === today && daysFrom(from, to) === days
          return (
            <li key={days}>
              <a href={hrefFor(start, today)} data-replace {...(isShown && { 'aria-current': 'true' as const })}>
                {days} days
              </a>
            </li>
          )
        })}
      </ul>
      <label>
        From <input ref={first} type="date" name="from" max={today} required />
      </label>
      <label>
        to <input ref={last} type="date" name="to" max={today} required />
      </label>
      <button type="submit" class="button quiet">
        Show
      </button>
    </form>
  )
}

const OFTEN = [7, 30, 56, 90]
