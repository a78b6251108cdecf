import type { DoingStep } from '@attune/protocol'

import { count, netInterval, points, tierSentence } from '../../words.ts'
import type { TableData } from '../charts/DataTable.tsx'
import { shareCell } from '../charts/share-cell.ts'
import { cornerName, inHundred, kindsOf, MISSING, struggleInterval } from './doing-words.ts'
import { duration } from './duration.ts'

/** Everything that is told of each step. */
export function doingTable(steps: readonly DoingStep[], hrefFor: (step: string) => string): TableData {
  return {
    columns: [
      'Step',
      'Came',
      'Completed',
      'Failed',
      'Left',
      'Completion',
      'Median time',
      'Quarter under and over',
      'Struggle',
      'Signals',
      'Net feel',
      'Answers',
      'Surprise',
    ],
    rows: steps.map((step) => {
      const { completion, completion_missing: missing, took, struggle, feel } = step
      return [
        <a key={step.step} href={hrefFor(step.step)}>
          {step.name}
        </a>,
        count(step.entered),
        count(step.completed),
        count(step.failed),
        count(step.left),
        completion === null
          ? missing && MISSING[missing]
          : shareCell(completion, step.completion_low, step.completion_high),
        took === null
          ? '–'
          : `${duration(took.median)} (${duration(took.median_low)} to ${duration(took.median_high)})`,
        took === null ? '–' : `${duration(took.lower)}, ${duration(took.upper)}`,
        struggle.per_entered === null ? '–' : `${inHundred(struggle.per_entered)} (${struggleInterval(struggle)})`,
        kindsOf(struggle) || '–',
        feel.net === null ? (tierSentence(feel) ?? '–') : `${points(feel.net)} (${netInterval(feel)})`,
        count(feel.n),
        cornerName(step) ?? '–',
      ]
    }),
  }
}
