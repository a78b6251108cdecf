import type { DeliveryAnswer, Privacy } from '@attune/protocol'
import type { VNode } from 'preact'

import { dayRange } from '../../when.ts'
import { count } from '../../words.ts'
import { DayBars, type Part } from '../charts/DayBars.tsx'
import { Copyable } from '../Copyable.tsx'
import { Bursts } from './Bursts.tsx'
import { events, smallShare, sumOf } from './delivery-words.ts'
import { DROPPED, REFUSED, STRIPPED } from './reasons.ts'
import { Reasons } from './Reasons.tsx'

interface Props {
  project: { id: string; privacy: Privacy }
  books: DeliveryAnswer
}

/** What came in by day, and everything that was not simply stored, each with what to do about it. */
export function Books({ project: { id: project, privacy }, books }: Props): VNode {
  const { total, days, from, to, zone, bursts } = books
  const refused = sumOf(total.refused)
  const rows = days.map(({ day, stored, duplicate, refused: turned, quarantined }) => ({
    day,
    values: [stored, duplicate, sumOf(turned), quarantined],
  }))
  return (
    <>
      {total.received > 0 && (
        <DayBars
          title="What came in, day by day"
          hint="Events, by the day on which they came in. What was not taken stands below the line."
          spoken={`${events(total.received)} in all, ${smallShare(refused, total.received)} of them turned away.`}
          made={`${dayRange(from, to)} · ${events(total.received)}`}
          {...{ from, to }}
          parts={PARTS}
          days={rows}
          table={{
            columns: ['Day', ...PARTS.map(({ name }) => name)],
            rows: rows.map(({ day, values }) => [day].concat(values.map(count))),
          }}
        />
      )}
      <Reasons
        project={project}
        title="What was turned away, and why"
        hint={`${smallShare(refused, total.received)} of what came in. A delivery that was turned away whole counts as one.`}
        books={total.refused}
        words={REFUSED}
      />
      {total.quarantined > 0 && (
        <section class="delivery-part">
          <h2>What is kept aside</h2>
          <p>
            The database could not take {events(total.quarantined)}. Nothing of it is lost: whoever runs the service
            sees why with <code>attune quarantine list</code>, and once the cause is gone this stores each of them,
            once:
          </p>
          <Copyable
            text={`attune quarantine replay --project ${project}`}
            name="The command"
            label="Copy the command"
          />
        </section>
      )}
      <Reasons
        project={project}
        title="What devices gave up before it was sent"
        hint="Told by the pages themselves, the next time that they reached the service. It is not among what came in."
        books={total.dropped}
        words={DROPPED}
      />
      <Reasons
        project={project}
        title="What was left away of what is stored"
        hint="These answers count; only a part of them fits no version that was ever asked."
        books={total.stripped}
        words={STRIPPED}
        unit="answer"
      />
      <Bursts project={project} bursts={bursts} zone={zone} isOpen={privacy === 'open'} />
    </>
  )
}

const PARTS: Part[] = [
  { name: 'Stored', look: 'plain', isBelow: false },
  { name: 'Had come before', look: 'light', isBelow: false },
  { name: 'Turned away', look: 'strong', isBelow: true },
  { name: 'Kept aside', look: 'hollow', isBelow: true },
]
