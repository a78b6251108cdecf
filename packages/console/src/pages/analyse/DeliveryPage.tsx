import '../../styles/analyse-delivery.css'
import type { VNode } from 'preact'

import { addDays, dayOf, todayIn } from '../../days.ts'
import { fetchDelivery } from '../../delivery-api.ts'
import { useKept, useLoading, usePage } from '../../hooks.ts'
import { AboutContext } from '../../parts/charts/about.ts'
import { Books } from '../../parts/delivery/Books.tsx'
import { isNothing, summaryOf } from '../../parts/delivery/delivery-words.ts'
import { Failure } from '../../parts/Failure.tsx'
import { Lines } from '../../parts/Lines.tsx'
import { Period } from '../../parts/Period.tsx'
import { ScriptLine } from '../../parts/ScriptLine.tsx'
import { hrefOf } from '../../route.ts'
import { useSignedOut } from '../../signed-out.ts'
import { dayRange } from '../../when.ts'
import { zoneInWords } from '../../words.ts'
import type { AnalysisProps } from './Analyse.tsx'

/** What pages sent and what became of it, so that nobody needs to wonder whether a figure lacks something. */
export function DeliveryPage({ project, journey, search, onSignedOut }: AnalysisProps): VNode {
  const heading = usePage(`Delivery, ${project.name}`)
  const today = todayIn(project.zone)
  const to = dayOf(search.get('to')) ?? today
  const from = dayOf(search.get('from')) ?? addDays(to, -DAYS + 1)
  const books = useLoading(`delivery ${from} ${to}`, (signal) => fetchDelivery(project.id, { from, to }, signal))
  useSignedOut(books.error, onSignedOut)
  const shown = useKept(books)
  const hrefFor = (first: string, last: string): string =>
    hrefOf({
      page: 'analyse',
      project: project.id,
      journey: journey.id,
      view: 'delivery',
      search: `?${new URLSearchParams({ from: first, to: last })}`,
    })
  return (
    <>
      <header class="page-head">
        <h1 ref={heading} tabIndex={-1}>
          Delivery
        </h1>
        {shown !== null && <p class="lead">{summaryOf(shown)}</p>}
        <p class="hint">
          All of {project.name}, not only this journey; {dayRange(shown?.from ?? from, shown?.to ?? to)}, days of{' '}
          {zoneInWords(project.zone)}. Counted are events: a step that somebody entered, a prompt that was shown, an
          answer.
        </p>
        {project.privacy !== 'open' && (
          <p class="hint">None of this says what anybody felt: it is told as it happens, also where answers wait.</p>
        )}
      </header>
      <Period {...{ from, to, today, hrefFor }} />
      {shown === null && books.error !== null && <Failure error={books.error} onRetry={books.reload} />}
      {shown === null && books.error === null && books.isSlow && <Lines />}
      {shown !== null && (
        <div aria-busy={books.data === null}>
          {isNothing(shown.total) ? (
            <Nothing publicKey={project.keys[0] ?? null} />
          ) : (
            <AboutContext.Provider value={{ project, journey: null }}>
              <Books project={project} books={shown} />
            </AboutContext.Provider>
          )}
        </div>
      )}
    </>
  )
}

function Nothing({ publicKey }: { publicKey: string | null }): VNode {
  return (
    <section class="calm next">
      <h2>Is the line in your pages?</h2>
      {publicKey === null ? (
        <p>This project has no public key. Make one in its configuration.</p>
      ) : (
        <>
          <p>
            Paste it into every page of the journey, and open one of them: what it sends appears here within seconds.
          </p>
          <ScriptLine publicKey={publicKey} />
        </>
      )}
      <p class="hint">It is there? Then choose more days above, or look whether a blocker holds the script back.</p>
    </section>
  )
}

const DAYS = 30
