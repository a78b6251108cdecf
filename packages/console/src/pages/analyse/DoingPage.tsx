import '../../styles/analyse-doing.css'
import '../../styles/analyse-drivers.css'
import type { VNode } from 'preact'

import { addDays, todayIn } from '../../days.ts'
import { fetchDoing } from '../../doing-api.ts'
import { useKept, useLoading, usePage } from '../../hooks.ts'
import { ALL, DoingChoice } from '../../parts/doing/DoingChoice.tsx'
import { DoingSteps } from '../../parts/doing/DoingSteps.tsx'
import { NobodyPassed } from '../../parts/doing/NoDoing.tsx'
import { Failure } from '../../parts/Failure.tsx'
import { Lines } from '../../parts/Lines.tsx'
import { hrefOf } from '../../route.ts'
import { useSignedOut } from '../../signed-out.ts'
import type { AnalysisProps } from './Analyse.tsx'

/** What people do at each step beside what they feel there, and which steps surprise. */
export function DoingPage({ project, journey, search, onSignedOut }: AnalysisProps): VNode {
  const heading = usePage(`Doing and feeling, ${journey.name}`)
  const recent = firstOfRecent(project.zone)
  const asked = new URLSearchParams(search)
  if (!asked.has('from')) asked.set('from', recent)
  const doing = useLoading(asked.toString(), (signal) => fetchDoing(project.id, journey.id, asked, signal))
  useSignedOut(doing.error, onSignedOut)
  const answer = useKept(doing)
  const at = { project: project.id, journey: journey.id }
  return (
    <>
      <header class="page-head">
        <h1 ref={heading} tabIndex={-1}>
          Doing and feeling
        </h1>
      </header>
      {body()}
    </>
  )

  function body(): VNode | null {
    if (answer === null) {
      if (doing.error === null) return doing.isSlow ? <Lines n={4} /> : null
      const whole = hrefOf({ page: 'analyse', ...at, view: 'doing', search: '' })
      return (
        <>
          <Failure error={doing.error} onRetry={doing.reload} />
          {search.size > 0 && (
            <p>
              <a href={whole}>Begin again without what was chosen</a>
            </p>
          )}
        </>
      )
    }
    const choice = <DoingChoice at={at} search={search} />
    const isEmpty = answer.steps.every(({ entered, completed }) => entered + completed === 0)
    const allHref = hrefOf({ page: 'analyse', ...at, view: 'doing', search: `?from=${ALL}` })
    return (
      <div class="doing" aria-busy={doing.data === null}>
        {isEmpty ? (
          <>
            {search.size > 0 && choice}
            <NobodyPassed
              project={project.id}
              journey={journey}
              allHref={search.get('from') === ALL && search.size === 1 ? null : allHref}
            />
          </>
        ) : (
          <DoingSteps answer={answer} project={project} journey={journey} choice={choice} />
        )}
      </div>
    )
  }
}

/** The Monday of the first of the last eight weeks, with which the journey map begins too. */
function firstOfRecent(zone: string): string {
  const today = todayIn(zone)
  const sinceMonday = (new Date(today).getUTCDay() + 6) % 7
  return addDays(today, -sinceMonday - 49)
}
