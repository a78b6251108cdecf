import '../styles/period.css'
import type { VNode } from 'preact'

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
  const show = (event: SubmitEvent): void => {
    event.preventDefault()
    const given = new FormData(event.currentTarget as HTMLFormElement)
    const [first, last] = [String(given.get('from')), String(given.get('to'))].toSorted()
    if (first && last) navigate(hrefFor(first, last), true)
  }
  return (
    // The key lets go of what was typed once other days are shown.
    <form class="period" key={`${from} ${to}`} onSubmit={show} aria-label="Days to look at">
      <ul>
        {OFTEN.map((days) => {
          const first = addDays(today, -days + 1)
          const isShown = to === today && daysFrom(from, to) === days
          return (
            <li key={days}>
              <a href={hrefFor(first, today)} data-replace {...(isShown && { 'aria-current': 'true' as const })}>
                {days} days
              </a>
            </li>
          )
        })}
      </ul>
      <label>
        From <input type="date" name="from" value={from} max={today} required />
      </label>
      <label>
        to <input type="date" name="to" value={to} max={today} required />
      </label>
      <button type="submit" class="button quiet">
        Show
      </button>
    </form>
  )
}

const OFTEN = [7, 30, 56, 90]
