import {
  type CompletionMissing,
  type CountedRow,
  type DoingAnswer,
  type DoingStep,
  type FeelRow,
  type JourneyConfig,
  SCALES,
  type Signal,
} from '@attune/protocol'

import type { VisibleProject } from '../../access/queries.ts'
import { findJourneys } from '../../configure/queries.ts'
import type { Db } from '../../database/open.ts'
import { findFeel } from '../feel.ts'
import { figuresOf, MIN_ANSWERS } from '../figures.ts'
import { rateCi } from '../statistics/rate-ci.ts'
import { sumOf } from '../statistics/sums.ts'
import { wilson } from '../statistics/wilson.ts'
import { emptyTally } from '../tally.ts'
import { cornerOf, middleOf } from './corners.ts'
import { type DoneRow, sumDone } from './queries.ts'
import type { DoingQuery } from './query.ts'
import { timeTaken } from './time-taken.ts'

/**
 * What people do at each step of a journey beside what they feel there, and which steps surprise: from the counts alone.
 *
 * @throws AppError as `findFeel` does.
 */
export async function findDoing(db: Db, project: VisibleProject, query: DoingQuery, now: Date): Promise<DoingAnswer> {
  const { lane, id, zone, privacy } = project
  const { answer, ranges } = await findFeel(db, project, { ...query, by: ['step'] }, now)
  const { from, to } = answer
  const [journeys, done] = await Promise.all([
    findJourneys(db, lane, id),
    sumDone(db, { lane, project: id, journey: query.journey, from, to, where: query.where }),
  ])
  const range = ranges[0] ?? SCALES.faces
  const nobody = figuresOf(emptyTally(range), range, privacy)
  const order = stepsOf(
    journeys.find(({ id: known }) => known === query.journey),
    answer.rows,
    done,
  )
  const isNoticed = done.some(({ measure, n }) => measure === 'completed' && n > 0)
  const last = order.findLast(({ isConfigured }) => isConfigured)
  const steps = order.map(({ step, name }): Omit<DoingStep, 'corner'> => {
    const row = answer.rows.find((known) => known.step === step)
    const own = done.filter((one) => one.step === step)
    const passed = passedOf(own, { isNoticed, isLast: step === last?.step })
    const { entered, completed, failed } = passed
    return Object.assign(passed, {
      step,
      name,
      took: timeTaken(new Map(own.filter(isOf('took')).map(({ value, n }) => [Number(value), n]))),
      struggle: struggleOf(own),
      feel: Object.assign(row ? feelOf(row) : { ...nobody }, { entered, completed, failed }),
      comparable: row?.comparable ?? true,
      ...(row?.versions && { versions: row.versions }),
    })
  })
  const middle = middleOf(steps)
  return {
    project: id,
    journey: query.journey,
    from,
    to,
    zone,
    steps: steps.map((step) => Object.assign(step, { corner: cornerOf(step, middle) })),
    middle,
  }
}

/** The steps of a journey as people walk, then those that something is known of and that are no longer configured. */
function stepsOf(journey: JourneyConfig | undefined, rows: readonly FeelRow[], done: readonly DoneRow[]) {
  const own = (journey?.steps ?? []).map(({ id, name }) => ({ step: id, name, isConfigured: true }))
  const known = new Set([...own.map(({ step }) => step), ''])
  const others = new Set([...rows.map(({ step = '' }) => step), ...done.map(({ step }) => step)])
  const gone = [...others].filter((step) => !known.has(step)).toSorted()
  return [...own, ...gone.map((step) => ({ step, name: step, isConfigured: false }))]
}

function passedOf(own: readonly DoneRow[], journey: { isNoticed: boolean; isLast: boolean }) {
  const times = (measure: string) => sumOf(own.filter(isOf(measure)).map(({ n }) => n))
  const [entered, completed, failed, left] = [times('entered'), times('completed'), times('failed'), times('left')]
  const missing = missingOf({ entered, completed, ...journey })
  const interval = missing === null ? wilson(completed, entered) : null
  return {
    entered,
    completed,
    failed,
    left,
    completion: missing === null ? completed / entered : null,
    completion_low: interval?.low ?? null,
    completion_high: interval?.high ?? null,
    completion_missing: missing,
  }
}

function missingOf({
  entered,
  completed,
  isNoticed,
  isLast,
}: Record<'entered' | 'completed', number> & Record<'isNoticed' | 'isLast', boolean>): CompletionMissing | null {
  if (entered === 0 && completed === 0) return 'nobody'
  if (completed > entered) return 'uneven'
  if (!isNoticed) return 'unnoticed'
  // The script completes a step where a later one is entered, and after the last there is none.
  if (isLast && completed === 0) return 'last'
  return entered < MIN_ANSWERS ? 'few' : null
}

function struggleOf(own: readonly DoneRow[]): DoingStep['struggle'] {
  const signals = own.filter(isOf('signal'))
  const n = sumOf(signals.map((signal) => signal.n))
  const entered = sumOf(own.filter(isOf('entered')).map((row) => row.n))
  const interval = entered < MIN_ANSWERS ? null : rateCi(n, entered)
  return {
    n,
    kinds: Object.fromEntries(signals.map(({ value, n: times }) => [value as Signal, times])),
    per_entered: interval && n / entered,
    per_entered_low: interval?.low ?? null,
    per_entered_high: interval?.high ?? null,
  }
}

function isOf(measure: string) {
  return (row: DoneRow): boolean => row.measure === measure
}

/** The figures of a row without its keys. */
function feelOf({
  journey: _journey,
  step: _step,
  comparable: _comparable,
  versions: _versions,
  funnel: _funnel,
  unprompted: _unprompted,
  shares: _shares,
  ...feel
}: FeelRow): DoingStep['feel'] {
  // Null only by what is not counted, which nobody can ask for here.
  return feel as CountedRow
}
