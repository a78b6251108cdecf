import type { TrendAnswer } from '@attune/protocol'
import type { VNode } from 'preact'

import { hrefOf, isByLink } from '../../route.ts'
import { dayRange } from '../../when.ts'
import { answers, count } from '../../words.ts'
import type { TrendNote } from '../charts/trend-picture.ts'

interface Props {
  notes: TrendNote[]
  trend: TrendAnswer
  at: { project: string; journey: string; step: string }
}

/** What the numbers in a trend stand for, and since when drift is watched. */
export function TrendNotes({ notes, trend, at }: Props): VNode {
  return (
    <>
      {notes.length > 0 && (
        <ol class="trend-notes">
          {notes.map((note) => (
            <li key={`${note.kind} ${note.day}`}>
              {note.kind === 'break' ? <Break note={note} /> : <Drift note={note} at={at} />}
            </li>
          ))}
        </ol>
      )}
      <p class="hint">{watchOf(trend)}</p>
    </>
  )
}

function Break({ note: { series, day } }: { note: Extract<TrendNote, { kind: 'break' }> }): VNode {
  return (
    <>
      Asked differently from {dayRange(day, day)} on, so that what came before cannot be held against it.
      {series.differs.map((text) => (
        <span key={text} class="hint block">
          {text}
        </span>
      ))}
    </>
  )
}

function Drift({
  note: { signal },
  at,
}: {
  note: Extract<TrendNote, { kind: 'worse' | 'better' }>
  at: Props['at']
}): VNode {
  const { project, journey, step } = at
  const href = hrefOf({
    page: 'analyse',
    project,
    journey,
    view: 'compare',
    search: `?step=${step}&date=${signal.since}`,
  })
  return (
    <>
      {signal.sentence} {!isByLink() && <a href={href}>Compare before and after</a>}
      <span class="hint block">
        Noticed on {dayRange(signal.day, signal.day)}, held against {dayRange(signal.before.from, signal.before.to)} (
        {answers(signal.before.n)}).
      </span>
    </>
  )
}

/** Since when somebody would be told, or how much is missing. */
function watchOf({ series, needs }: TrendAnswer): string {
  const newest = series.at(-1)
  const baseline = newest?.baselines.at(-1)
  if (newest === undefined) return ''
  if (newest.learning === null && baseline !== undefined)
    return `Every day that is over is held against ${dayRange(baseline.from, baseline.to)} (${answers(baseline.n)}), and a lasting change is marked.`
  const { days, n } = newest.learning ?? { days: 0, n: 0 }
  return `Changes are marked by day once there is enough to hold a day against: ${needs.days} days with ${count(needs.n)} answers within half a year. So far there are ${count(days)} ${days === 1 ? 'day' : 'days'} with ${answers(n)}${newest.signals.length > 0 ? ' since the last change' : ''}.`
}
