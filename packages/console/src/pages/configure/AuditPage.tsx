import type { AuditAnswer } from '@attune/protocol'
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'

import { fetchAudit } from '../../access-api.ts'
import { useAction } from '../../action.ts'
import { byDay } from '../../history.ts'
import { useLoading, usePage } from '../../hooks.ts'
import { Failure } from '../../parts/Failure.tsx'
import { HistoryEntry } from '../../parts/HistoryEntry.tsx'
import { RowsSkeleton } from '../../parts/RowsSkeleton.tsx'
import { useSignedOut } from '../../signed-out.ts'
import type { SectionProps } from './Configure.tsx'

/** Who changed what of a project, newest first. */
export function AuditPage({ project, onSignedOut }: SectionProps): VNode {
  const heading = usePage(`History of ${project.name}`)
  const newest = useLoading(`history of ${project.id}`, (signal) => fetchAudit(project.id, null, signal))
  useSignedOut(newest.error, onSignedOut)
  const [older, setOlder] = useState<AuditAnswer[]>([])
  const more = useAction()

  if (newest.data === null && newest.error?.code !== 'forbidden') {
    return newest.error !== null ? (
      <Failure error={newest.error} onRetry={newest.reload} />
    ) : (
      <RowsSkeleton title="History" isSlow={newest.isSlow} />
    )
  }
  const pages = newest.data === null ? [] : [newest.data, ...older]
  const entries = pages.flatMap((page) => page.entries)
  const next = pages.at(-1)?.next ?? null
  const now = new Date()
  const loadMore = async (): Promise<void> => {
    const page = await fetchAudit(project.id, next)
    setOlder([...older, page])
  }
  return (
    <>
      <header class="page-head">
        <h1 ref={heading} tabIndex={-1}>
          History
        </h1>
        <p class="lead">{newest.data === null ? NOT_YOURS : 'Who changed what, and what it was before.'}</p>
      </header>
      {newest.data !== null && entries.length === 0 && (
        <div class="nothing">
          <p>Nothing has been changed yet. The first change of a journey, a prompt or a role will stand here.</p>
        </div>
      )}
      {byDay(entries, now).map(({ day, entries: ofDay }) => (
        <section key={day} class="history-day" aria-label={day}>
          <h2>{day}</h2>
          <ol class="entries">
            {ofDay.map((entry) => (
              <HistoryEntry key={entry.id} entry={entry} now={now} />
            ))}
          </ol>
        </section>
      ))}
      <p class="field-error" role="alert">
        {more.problem}
      </p>
      {next !== null && (
        <p class="part">
          <button type="button" class="button quiet" disabled={more.isBusy} onClick={() => more.run(loadMore)}>
            Show earlier changes
          </button>
        </p>
      )}
      {entries.length > 0 && next === null && <p class="hint part">That is all that was written down.</p>}
    </>
  )
}

const NOT_YOURS = 'Only owners and editors see who changed what. An owner can make you one: see People.'
