import '../../styles/analyse-drivers.css'
import type { VNode } from 'preact'

import { type DriversAsked, fetchDrivers, readAsked, searchOf } from '../../drivers-api.ts'
import { navigate, useKept, useLoading, usePage } from '../../hooks.ts'
import { Asked } from '../../parts/drivers/Asked.tsx'
import { Drivers } from '../../parts/drivers/Drivers.tsx'
import { NobodyThen, NoOutcome, Promised } from '../../parts/drivers/NoDrivers.tsx'
import { Failure } from '../../parts/Failure.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { hrefOf } from '../../route.ts'
import { useSignedOut } from '../../signed-out.ts'
import type { AnalysisProps } from './Analyse.tsx'

/** Which steps' feel goes with how the journey ends for people, and how sure that is. */
export function DriversPage({ project, journey, search, onSignedOut }: AnalysisProps): VNode {
  const heading = usePage(`What matters most, ${journey.name}`)
  const asked = readAsked(search)
  const drivers = useLoading(searchOf(asked), (signal) => fetchDrivers(project.id, journey.id, asked, signal))
  useSignedOut(drivers.error, onSignedOut)
  const answer = useKept(drivers)
  const at = { project: project.id, journey }
  const hrefFor = (other: DriversAsked): string =>
    hrefOf({ page: 'analyse', project: project.id, journey: journey.id, view: 'drivers', search: searchOf(other) })
  return (
    <>
      <header class="page-head said-below">
        <h1 ref={heading} tabIndex={-1}>
          What matters most
        </h1>
      </header>
      {body()}
    </>
  )

  function body(): VNode | null {
    if (drivers.error?.code === 'forbidden') return <Promised {...at} />
    if (drivers.error !== null && answer === null) {
      return (
        <>
          <Failure error={drivers.error} onRetry={drivers.reload} />
          {searchOf(asked) !== '' && (
            <p>
              <a href={hrefFor(readAsked(new URLSearchParams()))}>Begin again without what was chosen</a>
            </p>
          )}
        </>
      )
    }
    if (answer === null) return drivers.isSlow ? <Skeleton /> : null
    const choice = (
      <Asked answer={answer} asked={asked} hrefFor={hrefFor} onAsk={(other) => navigate(hrefFor(other), true)} />
    )
    if (answer.outcomes.length === 0 && searchOf(asked) === '') return <NoOutcome {...at} />
    return (
      <div class="drivers" aria-busy={drivers.data === null}>
        {answer.outcomes.some(({ prompt, known }) => prompt === answer.outcome && known > 0) ? (
          <Drivers answer={answer} choice={choice} {...at} />
        ) : (
          <>
            {choice}
            <NobodyThen all={hrefFor(readAsked(new URLSearchParams()))} />
          </>
        )}
      </div>
    )
  }
}
