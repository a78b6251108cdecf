import type { VNode } from 'preact'
import { useId } from 'preact/hooks'

import { navigate } from '../../hooks.ts'
import type { Change, VoicesView } from '../../voices-view.ts'
import type { Place } from './said.ts'

interface Props {
  view: VoicesView
  change: Change
  place: Place
  /** The first day that is set against what was before, where somebody has not chosen one. */
  aMonthAgo: string
}

/** Chooses what themes set against each other: faces, the step and the rest of its journey, or a day and what was before. */
export function Contrasts({ view, change, place, aMonthAgo }: Props): VNode {
  const day = useId()
  const pill = (contrast: VoicesView['contrast'], said: string, date = ''): VNode => (
    <a
      class="pill"
      href={change({ contrast, date })}
      data-replace=""
      {...(view.contrast === contrast && { 'aria-current': 'true' as const })}
    >
      {said}
    </a>
  )
  return (
    <>
      <p class="filters" role="group" aria-label="What is set against what">
        {pill('faces', 'Bad and good')}
        {view.step !== null && place.step !== '' && pill('step', 'Here and elsewhere')}
        {pill('date', 'Since a day', view.date || aMonthAgo)}
      </p>
      {view.contrast === 'date' && (
        <p class="since">
          <label for={day}>Since</label>
          <input
            id={day}
            type="date"
            value={view.date}
            onChange={({ currentTarget: { value } }) =>
              value !== '' && navigate(change({ contrast: 'date', date: value }), true)
            }
          />
        </p>
      )}
    </>
  )
}
