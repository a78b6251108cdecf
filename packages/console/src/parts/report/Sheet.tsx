import { type FeelFigures, NO_ESTIMATES } from '@attune/protocol'
import type { VNode } from 'preact'

import { daysFrom } from '../../days.ts'
import type { Report } from '../../report-api.ts'
import { dayRange } from '../../when.ts'
import { answers, count, figuresSentence, netInterval, points } from '../../words.ts'
import { Chart } from '../charts/Chart.tsx'
import { drawJourney } from '../charts/journey-drawing.tsx'
import { shareCell } from '../charts/share-cell.ts'
import { changed, heardOf, hurtsMost, METHOD_NOTE, PRIVACY_NOTES } from './report-words.ts'
import { StepRow } from './StepRow.tsx'

/** One page for a journey: in short, as a picture, and step by step. Reads the same on a screen and on paper. */
export function Sheet({ report: { map, days, before, steps } }: { report: Report }): VNode {
  const drawn = steps.map(({ id, name, now }) => ({ id, name, feel: now ?? NOBODY }))
  const n = drawn.reduce((sum, { feel }) => sum + feel.n, 0)
  const length = daysFrom(days.from, days.to)
  return (
    <>
      <ul class="in-short" aria-label="In short">
        <li>{heardOf(steps)}</li>
        <li>{hurtsMost(steps)}</li>
        <li>{changed(steps, length)}</li>
      </ul>
      <Chart
        title="What people felt, step by step"
        hint="Bars: people per score, worst (orange) to best (blue). Line: net feel, with its range."
        spoken={drawn.map(({ name, feel }) => `${name}: ${figuresSentence(feel)}`).join(' ')}
        made={`${dayRange(days.from, days.to)} · ${answers(n)}`}
        draw={(width) => drawJourney(drawn, width)}
        table={{
          columns: [
            'Step',
            'Answers',
            'Net feel',
            'From',
            'To',
            'Felt good',
            'Felt bad',
            'Net feel before',
            'From',
            'To',
          ],
          rows: steps.map(({ name, now, before: then }) => [
            name,
            count(now?.n ?? 0),
            ...netCells(now),
            shareCell(now?.positive ?? null, now?.positive_low ?? null, now?.positive_high ?? null),
            shareCell(now?.negative ?? null, now?.negative_low ?? null, now?.negative_high ?? null),
            ...netCells(then),
          ]),
        }}
      />
      <h2 class="unseen">Step by step</h2>
      <ol class="report-steps">
        {steps.map((step) => (
          <StepRow key={step.id} project={map.project.id} journey={map.journey.id} step={step} />
        ))}
      </ol>
      <footer class="report-notes">
        <p>{METHOD_NOTE}</p>
        <p>
          {PRIVACY_NOTES[map.project.privacy]} “Before” is {dayRange(before.from, before.to)}.
        </p>
      </footer>
    </>
  )
}

function netCells(feel: FeelFigures | null): string[] {
  if (feel?.net == null || netInterval(feel) === '') return ['–', '–', '–']
  return [feel.net, feel.net_low ?? 0, feel.net_high ?? 0].map(points)
}

/** A step that nobody answered at. */
const NOBODY: FeelFigures = {
  n: 0,
  tier: 'none',
  ...NO_ESTIMATES,
  shown: 0,
  answered: 0,
  dismissed: null,
  response_rate: null,
  commented: 0,
  entered: 0,
  completed: 0,
  failed: 0,
}
