import '../../styles/analyse.css'
import '../../styles/analyse-funnel.css'
import type { CountedRow, JourneyMap, MapStep } from '@attune/protocol'
import type { VNode } from 'preact'

import { fetchFunnel } from '../../funnel-api.ts'
import { useLoading, useReloadOn } from '../../hooks.ts'
import { hrefOf, isByLink } from '../../route.ts'
import { dayRange } from '../../when.ts'
import { answers } from '../../words.ts'
import { AboutContext } from '../charts/about.ts'
import { Chart } from '../charts/Chart.tsx'
import { FailureLine } from '../Failure.tsx'
import { Lines } from '../Lines.tsx'
import { drawStages } from './draw-stages.tsx'
import { heardSentence, notesOf, spokenStages, stagesTable, standingOf, unknownSentence } from './funnel-words.ts'
import { isUntold, stagesOf } from './stages.ts'

interface Props {
  map: JourneyMap
  step: MapStep
}

/** Of everyone at a step, who was asked and who was heard, on the days of the map; fetched again whenever its figures were. */
export function StepFunnel({ map, step }: Props): VNode {
  const at = { project: map.project.id, journey: map.journey.id, step: step.id }
  const funnel = useLoading(`funnel of ${at.project}/${at.journey}/${at.step}`, async (signal) => {
    const row = await fetchFunnel({ ...at, from: map.from, to: map.to }, signal)
    return { row }
  })
  const { reload } = funnel
  useReloadOn(map, reload)
  return (
    <>
      <h2 id="heard">Who was heard</h2>
      {funnel.data !== null ? (
        <Told map={map} step={step} row={funnel.data.row} />
      ) : funnel.error !== null ? (
        <FailureLine error={funnel.error} onRetry={reload} />
      ) : (
        funnel.isSlow && <Lines n={2} />
      )}
    </>
  )
}

function Told({ map, step, row }: Props & { row: CountedRow | null }): VNode {
  const { id: project, privacy } = map.project
  const standing = standingOf(row, step)
  if (row === null || standing !== 'told')
    return (
      <>
        <p>{unknownSentence(standing === 'told' ? 'nobody' : standing, row?.funnel.reached ?? null)}</p>
        {standing === 'unasked' && !isByLink() && (
          <p>
            <a class="button quiet" href={hrefOf({ page: 'configure', project, section: 'prompts', id: null })}>
              Ask a question here
            </a>
          </p>
        )}
      </>
    )
  const stages = stagesOf(row.funnel, isUntold(row, privacy))
  return (
    <>
      <p class="heard">{heardSentence(row, privacy)}</p>
      <AboutContext.Provider value={{ project: map.project, journey: map.journey }}>
        <Chart
          title={`From coming to ${step.name} to being heard`}
          hint={`${dayRange(map.from, map.to)}.`}
          spoken={spokenStages(stages)}
          made={`${dayRange(map.from, map.to)} · ${answers(row.n)}`}
          table={stagesTable(stages)}
          draw={(width) => drawStages(stages, width)}
        />
      </AboutContext.Provider>
      <ul class="funnel-notes hint">
        {notesOf(row, privacy).map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </>
  )
}
