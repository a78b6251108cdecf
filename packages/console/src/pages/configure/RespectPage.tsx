import type { RespectRow } from '@attune/protocol'
import type { VNode } from 'preact'

import { useLoading, usePage } from '../../hooks.ts'
import { EmptyLine } from '../../parts/EmptyLine.tsx'
import { Failure } from '../../parts/Failure.tsx'
import { Lines } from '../../parts/Lines.tsx'
import { fetchPrompts, fetchRespect } from '../../prompts-api.ts'
import { hrefOf } from '../../route.ts'
import { useSignedOut } from '../../signed-out.ts'
import { count, percent } from '../../words.ts'
import type { SectionProps } from './Configure.tsx'

/** What people were asked of, week by week: their time is what every answer costs. */
export function RespectPage({ project, onSignedOut }: SectionProps): VNode | null {
  const heading = usePage(`Respect of ${project.name}`)
  const loaded = useLoading(`respect ${project.id}`, async (signal) => {
    const [respect, prompts] = await Promise.all([fetchRespect(project.id, signal), fetchPrompts(project.id, signal)])
    return { ...respect, questions: new Map(prompts.map(({ id, question }) => [id, question])) }
  })
  useSignedOut(loaded.error, onSignedOut)
  if (loaded.error !== null) return <Failure error={loaded.error} onRetry={loaded.reload} />
  if (loaded.data === null) return loaded.isSlow ? <Lines n={5} /> : null
  const { rows, questions } = loaded.data
  const shown = rows.reduce((sum, row) => sum + row.shown, 0)
  const seconds = rows.reduce((sum, row) => sum + row.seconds, 0)
  const weeks = [...new Set(rows.map(({ week }) => week))].toSorted().toReversed()
  return (
    <>
      <header class="title-row">
        <div>
          <h1 ref={heading} tabIndex={-1}>
            Respect
          </h1>
          {rows.length > 0 && (
            <p class="lead">
              You asked {count(shown)} times and took {timeSaid(seconds)} of people’s time.
            </p>
          )}
        </div>
      </header>
      {rows.length === 0 ? (
        <EmptyLine>
          <p>Nobody has been asked anything yet. Once they are, this is where you see what it costs them.</p>
        </EmptyLine>
      ) : (
        weeks.map((week) => (
          <Week
            key={week}
            week={week}
            rows={rows.filter((row) => row.week === week)}
            project={project.id}
            questions={questions}
          />
        ))
      )}
    </>
  )
}

interface WeekProps {
  week: string
  rows: RespectRow[]
  project: string
  /** By the prompt's id. */
  questions: ReadonlyMap<string, string>
}

function Week({ week, rows, project, questions }: WeekProps): VNode {
  return (
    <section class="respect-week" aria-labelledby={week}>
      <h2 id={week}>{weekSaid(week)}</h2>
      <div class="table-scroll" tabIndex={0} role="region" aria-label={`What was asked in ${week}`}>
        <table>
          <thead>
            <tr>
              <th scope="col">Prompt</th>
              <th scope="col">Asked</th>
              <th scope="col">Answered</th>
              <th scope="col">Closed</th>
              <th scope="col">Ignored</th>
              <th scope="col">“Never again”</th>
              <th scope="col">Time taken</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.prompt} class={row.is_nuisance ? 'nuisance' : ''}>
                <th scope="row">
                  <a href={hrefOf({ page: 'configure', project, section: 'prompts', id: row.prompt })}>
                    {questions.get(row.prompt) ?? row.prompt}
                  </a>
                  {row.is_nuisance && <p class="nuisance-mark">Becoming a nuisance: too many close it.</p>}
                </th>
                <td>{count(row.shown)}</td>
                <td>{count(row.answered)}</td>
                <td>
                  {count(row.dismissed)}
                  {row.dismiss_rate !== null && <span class="hint"> {percent(row.dismiss_rate)}</span>}
                </td>
                <td>{count(row.ignored)}</td>
                <td>{count(row.never)}</td>
                <td>{timeSaid(row.seconds)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

/** `40 seconds`, `12 minutes`, `3.5 hours`. */
function timeSaid(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} seconds`
  const minutes = seconds / 60
  return minutes < 90 ? `${Math.round(minutes)} minutes` : `${Math.round(minutes / 6) / 10} hours`
}

/** `Week 5 of 2026`, from `2026-W05`. */
function weekSaid(week: string): string {
  const [year = '', number = ''] = week.split('-W')
  return `Week ${Number(number)} of ${year}`
}
