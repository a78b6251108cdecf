import '../../styles/analyse.css'
import '../../styles/analyse-doing.css'
import type { JourneyMap, MapStep, TrendAnswer, TrendPoint } from '@attune/protocol'
import type { VNode } from 'preact'
import { useRef } from 'preact/hooks'

import { navigate, useLoading, useReloadOn } from '../../hooks.ts'
import { hrefOf, isByLink, type Period, type Route } from '../../route.ts'
import { fetchTrend } from '../../trend-api.ts'
import { dayRange } from '../../when.ts'
import { answers, count, points as inPoints } from '../../words.ts'
import { AboutContext } from '../charts/about.ts'
import { notesOf } from '../charts/trend-picture.ts'
import { Trend } from '../charts/Trend.tsx'
import { FailureLine } from '../Failure.tsx'
import { offered, periodName, spokenTrend, trendTable } from './trend-words.ts'
import { TrendNotes } from './TrendNotes.tsx'

interface Props {
  map: JourneyMap
  step: MapStep
  /** The address says how finely it is told, so that it can be sent to a colleague. */
  route: Extract<Route, { page: 'step' }>
}

/** How a step felt over time, fetched again whenever the journey's figures were; nothing where nobody has ever answered. */
export function StepTrend({ map, step, route }: Props): VNode | null {
  const at = { project: map.project.id, journey: map.journey.id, step: step.id }
  const { by = null } = route
  const trend = useLoading(`${at.journey}/${at.step} ${by}`, (signal) => fetchTrend({ ...at, by }, signal))
  const { reload } = trend
  useReloadOn(map, reload)
  // What was there stays until what was asked for is.
  const last = useRef<TrendAnswer | null>(null)
  last.current = trend.data ?? last.current
  const shown = last.current

  const failure = trend.error !== null && <FailureLine error={trend.error} onRetry={reload} />
  if (shown === null) return <div class="trend-place">{failure}</div>
  const told = shown.series.flatMap(({ points }) => points)
  if (told.length === 0) return null
  const periods = offered(shown)
  // The answers of a period stand on a page that no link shows.
  const hrefFor = isByLink() ? null : hrefIn(at)
  return (
    <section class="step-trend" aria-labelledby="trend">
      <header>
        <h2 id="trend">How it felt over time</h2>
        {periods.length > 1 && (
          <p class="filters" role="group" aria-label="A point for each">
            {periods.map((each) => (
              <a
                key={each}
                class="pill"
                href={hrefOf({ ...route, by: each })}
                data-replace=""
                {...(shown.by === each && { 'aria-current': 'true' as const })}
              >
                {NAMES[each]}
              </a>
            ))}
          </p>
        )}
      </header>
      {failure}
      {told.length === 1 ? (
        <OnePoint trend={shown} />
      ) : (
        <AboutContext.Provider value={{ project: map.project, journey: map.journey }}>
          <Trend
            title={`Net feel at ${step.name} by ${shown.by}`}
            made={`${dayRange(shown.from, shown.to)} · ${answers(told.reduce((sum, { n }) => sum + n, 0))}`}
            hint={hintOf(told, hrefFor !== null)}
            spoken={spokenTrend(shown)}
            trend={shown}
            table={trendTable(shown, hrefFor)}
            nameOf={(point) => periodName(point, shown.by)}
            onOpen={hrefFor && ((point) => navigate(hrefFor(point)))}
          />
        </AboutContext.Provider>
      )}
      <TrendNotes notes={notesOf(shown)} trend={shown} at={at} />
    </section>
  )
}

/** Where the answers of a period are read. */
function hrefIn({ project, journey, step }: Record<'project' | 'journey' | 'step', string>) {
  return ({ from, to }: { from: string; to: string }): string =>
    hrefOf({
      page: 'analyse',
      project,
      journey,
      view: 'voices',
      search: `?step=${step}&from=${from}&to=${to}&words=all`,
    })
}

/** A line needs two ends. */
function OnePoint({ trend }: { trend: TrendAnswer }): VNode {
  const [point] = trend.series.flatMap(({ points }) => points)
  const figure =
    point?.net == null
      ? 'fewer than 5 people'
      : `net feel ${inPoints(point.net)} (${inPoints(point.net_low ?? 0)} to ${inPoints(point.net_high ?? 0)}), ${count(point.n)} answers`
  return (
    <p>
      All answers so far came from {point && dayRange(point.from, point.to)}: {figure}. A line is drawn once there are
      two {trend.by}s.
    </p>
  )
}

/** How to read what is drawn, and of what is drawn otherwise only what is there. */
function hintOf(told: readonly TrendPoint[], opens: boolean): string {
  const said = ['The band holds the truth 19 times in 20.']
  if (told.some(({ partial }) => partial)) said.push('Dashed is not over.')
  if (told.some(({ net }) => net === null)) said.push('Hatched are fewer than 5 people.')
  if (opens) said.push('Press a point to read its answers.')
  return said.join(' ')
}

const NAMES: Record<Period, string> = { day: 'Days', week: 'Weeks', month: 'Months' }
