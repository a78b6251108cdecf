import type { DoingAnswer, ProjectListItem } from '@attune/protocol'
import type { VNode } from 'preact'

import { hrefOf } from '../../route.ts'
import { dayRange } from '../../when.ts'
import { zoneInWords } from '../../words.ts'
import { DataTable } from '../charts/DataTable.tsx'
import { doingTable } from './doing-table.tsx'
import { findingOf } from './doing-words.ts'
import { DoingMap } from './DoingMap.tsx'
import { DoingRow } from './DoingRow.tsx'
import { NothingCompleted } from './NoDoing.tsx'

interface Props {
  answer: DoingAnswer
  project: Pick<ProjectListItem, 'id' | 'name' | 'zone' | 'privacy'>
  journey: { id: string; name: string }
  choice: VNode
}

/** The surprises in a sentence each, the picture of the corners, and every step with what is known of it. */
export function DoingSteps({ answer, project, journey, choice }: Props): VNode {
  const { steps, from, to } = answer
  const isUnnoticed = steps.every(({ completed }) => completed === 0)
  const hrefFor = (step: string): string =>
    hrefOf({ page: 'step', project: project.id, journey: journey.id, step, feel: null, words: 'all' })
  const longest = Math.max(1, ...steps.map(({ took }) => took?.upper ?? 0)) * 1.05
  const most = Math.max(0.1, ...steps.map(({ struggle }) => struggle.per_entered_high ?? 0)) * 1.05
  const map = isUnnoticed ? null : DoingMap({ answer, hrefFor })
  return (
    <>
      <div class="doing-finding">
        {(isUnnoticed ? ['How many people complete each step is not known.'] : findingOf(answer)).map((sentence) => (
          <p key={sentence} class="lead">
            {sentence}
          </p>
        ))}
        <p class="hint">
          {project.name}, {dayRange(from, to)}, days of {zoneInWords(project.zone)}
        </p>
        {project.privacy !== 'open' && (
          <p class="hint">
            What people did is counted as it happens. What they felt is told once a day, of five people or more
            together, as was promised to them.
          </p>
        )}
      </div>
      {choice}
      {isUnnoticed && <NothingCompleted project={project.id} journey={journey} />}
      {map}
      <section aria-labelledby="steps">
        <h2 id="steps">Step by step</h2>
        <ol class="doing-rows">
          {steps.map((step) => (
            <DoingRow key={step.step} step={step} href={hrefFor(step.step)} longest={longest} most={most} />
          ))}
        </ol>
        {map === null && <DataTable name="What people do, and what they feel" data={doingTable(steps, hrefFor)} />}
        <p class="hint">
          Counted are times and not people: who comes twice counts twice. Times are known within 9&#8239;%. One person
          may give several signals of struggle.
        </p>
      </section>
    </>
  )
}
