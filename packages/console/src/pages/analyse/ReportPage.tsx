import '../../styles/analyse-report.css'
import type { VNode } from 'preact'

import { dayOf, todayIn } from '../../days.ts'
import { useKept, useLoading, usePage } from '../../hooks.ts'
import { Failure } from '../../parts/Failure.tsx'
import { Lines } from '../../parts/Lines.tsx'
import { Period } from '../../parts/Period.tsx'
import { Sheet } from '../../parts/report/Sheet.tsx'
import { ScriptLine } from '../../parts/ScriptLine.tsx'
import { Share } from '../../parts/Share.tsx'
import { type Days, fetchReport, type Report } from '../../report-api.ts'
import { hrefOf } from '../../route.ts'
import { useSignedOut } from '../../signed-out.ts'
import { dayRange } from '../../when.ts'
import { zoneInWords } from '../../words.ts'
import type { AnalysisProps } from './Analyse.tsx'

/** A journey on one page, to be printed or sent along. */
export function ReportPage({ project, journey, search, onSignedOut }: AnalysisProps): VNode {
  const heading = usePage(`${journey.name}, ${project.name}: what people felt`)
  const asked = askedIn(search)
  const report = useLoading(`report ${asked?.from} ${asked?.to}`, (signal) =>
    fetchReport(project.id, journey.id, asked, signal),
  )
  useSignedOut(report.error, onSignedOut)
  const today = todayIn(project.zone)
  const shown = useKept(report)
  const days = asked ?? shown?.days ?? null
  // What is told stays that of its own days while others are on their way.
  const told = shown?.days ?? asked
  const hrefFor = (from: string, to: string): string =>
    hrefOf({
      page: 'analyse',
      project: project.id,
      journey: journey.id,
      view: 'report',
      search: `?${new URLSearchParams({ from, to })}`,
    })
  return (
    <article class="sheet" aria-busy={shown !== null && report.data === null}>
      {days !== null && <Period {...days} {...{ today, hrefFor }} />}
      <header class="sheet-head">
        <h1 ref={heading} tabIndex={-1}>
          {journey.name}: what people felt
        </h1>
        <p class="hint">
          {project.name}
          {told !== null && `, ${dayRange(told.from, told.to)}, days of ${zoneInWords(project.zone)}`}
          {project.sample && '. This project holds generated sample data.'}
        </p>
        {shown !== null && hasAnswers(shown) && (
          <p class="sheet-do">
            <Share project={project.id} journey={journey} />
            <button type="button" class="button quiet" onClick={() => print()}>
              Print or save as PDF
            </button>
          </p>
        )}
      </header>
      {shown === null && report.error !== null && <Failure error={report.error} onRetry={report.reload} />}
      {shown === null && report.error === null && report.isSlow && <Lines n={4} />}
      {shown !== null &&
        (hasAnswers(shown) ? (
          <Sheet report={shown} />
        ) : (
          <Nothing publicKey={project.keys[0] ?? null} isGated={project.privacy !== 'open'} />
        ))}
    </article>
  )
}

function Nothing({ publicKey, isGated }: { publicKey: string | null; isGated: boolean }): VNode {
  return (
    <section class="calm next">
      <h2>{isGated ? 'Nothing can be told of these days' : 'Nobody answered in these days'}</h2>
      <p>
        {isGated
          ? 'Figures are told once a day, of five people or more together. Choose more days above, or look again tomorrow.'
          : publicKey === null
            ? 'Choose other days above.'
            : 'Choose other days above. Where nobody has answered yet at all, this line goes into every page of the journey:'}
      </p>
      {!isGated && publicKey !== null && <ScriptLine publicKey={publicKey} />}
    </section>
  )
}

const hasAnswers = ({ steps }: Report): boolean => steps.some(({ now }) => (now?.n ?? 0) > 0)

/** The days that the address names; null where it names none. */
function askedIn(search: URLSearchParams): Days | null {
  const [from, to] = [dayOf(search.get('from')), dayOf(search.get('to'))]
  return from === null || to === null || from > to ? null : { from, to }
}
