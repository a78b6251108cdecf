import type { JourneyMap, MapStep, Privacy, StepConfig, Voice, WeekPoint } from '@attune/protocol'

import type { VisibleProject } from '../access/queries.ts'
import { dayIn } from '../aggregate/day.ts'
import { findJourneys, findPrompts, type PromptRow } from '../configure/queries.ts'
import type { Db } from '../database/open.ts'
import { AppError } from '../errors.ts'
import { newestWords } from '../voices/newest-words.ts'
import { isPartial, lastWeeks } from './days.ts'
import { figuresOf } from './figures.ts'
import { type CountsRow, findAskedVersions, lastAnsweredDay, sumInHalves } from './queries.ts'
import { type ChosenScale, chooseScale } from './scale-of.ts'
import { addTo, emptyTally } from './tally.ts'

/** A sparkline has this many weeks. */
const WEEKS = 8
const VOICES_PER_STEP = 3

/**
 * All of a journey at once: its steps in order with their figures, last weeks, newest words and the prompt that is asked.
 *
 * Where nobody answered in that time, but did before, it ends with the last day that somebody did: an imported survey of last year
 * is a full map, with its dates, and not an empty one.
 *
 * @param days The figures hold the ISO weeks that these last days reach into, the running one included: 56 are eight weeks.
 * @throws AppError `not_found`
 */
export async function findJourneyMap(
  db: Db,
  project: VisibleProject,
  journeyId: string,
  days: number,
  now: Date,
): Promise<JourneyMap> {
  const { lane, id, name, zone, privacy } = project
  const today = dayIn(zone)(now)
  const [journeys, answered, scales, prompts] = await Promise.all([
    findJourneys(db, lane, id),
    lastAnsweredDay(db, { lane, project: id, privacy, journey: journeyId, to: today }),
    findAskedVersions(db, lane, id),
    findPrompts(db, lane, id),
  ])
  const journey = journeys.find((known) => known.id === journeyId)
  if (!journey) throw new AppError('not_found', `There is no journey "${journeyId}" in project "${id}".`)
  const to = answered !== null && answered < firstOf(today, days) ? answered : today
  const weeks = lastWeeks(to, WEEKS)
  const from = firstOf(to, days)
  const sparkFrom = weeks[0]?.first ?? to

  const scale = chooseScale(scales, null)
  const steps = journey.steps.map((step) => step.id)
  const [counts, voices] = await Promise.all([
    sumInHalves(db, {
      lane,
      project: id,
      privacy,
      journey: journeyId,
      from: from < sparkFrom ? from : sparkFrom,
      to,
      by: ['step', 'week', 'origin'],
      where: new Map(),
      prompt: null,
      without: scale.without,
      // The sparkline needs weeks, and everything before it only its sum.
      foldBefore: sparkFrom,
    }),
    newestWords(db, { lane, project: id, privacy, journey: journeyId, steps, perStep: VOICES_PER_STEP }),
  ])
  const live = prompts.filter((prompt) => prompt.status === 'live')

  const within = counts.filter((row) => (row.bucket ?? '') >= from || from < sparkFrom)
  const toStep = (step: StepConfig): MapStep => {
    const isHere = (row: CountsRow) => row.step === step.id
    return {
      id: step.id,
      name: step.name,
      feel: figuresOf(tallyOf(within.filter(isHere), scale), scale.range, privacy),
      weeks: weekPoints(counts.filter(isHere), weeks, { scale, privacy, today }),
      voices: voices.filter((voice: Voice) => voice.step === step.id),
      prompt: promptAt(live, `${journeyId}/${step.id}`),
    }
  }
  return {
    project: { id, name, zone, privacy },
    journey: { id: journey.id, name: journey.name },
    from,
    to,
    origins: originsOf(
      within.filter((row) => steps.includes(row.step ?? '')),
      scale,
    ),
    steps: journey.steps.map(toStep),
  }
}

/** The Monday of the first of the ISO weeks that these days reach into. */
function firstOf(to: string, days: number): string {
  return lastWeeks(to, Math.ceil(days / 7))[0]?.first ?? to
}

function tallyOf(rows: readonly CountsRow[], { range }: ChosenScale) {
  const tally = emptyTally(range)
  for (const row of rows) addTo(tally, row, range)
  return tally
}

function originsOf(rows: readonly CountsRow[], scale: ChosenScale): JourneyMap['origins'] {
  return tallyOf(rows, scale).origins
}

function weekPoints(
  rows: readonly CountsRow[],
  weeks: ReturnType<typeof lastWeeks>,
  { scale, privacy, today }: { scale: ChosenScale; privacy: Privacy; today: string },
): WeekPoint[] {
  return weeks.map(({ week, first, last }) => {
    const ofWeek = rows.filter((row) => row.bucket === first)
    const { n, net, net_low, net_high } = figuresOf(tallyOf(ofWeek, scale), scale.range, privacy)
    return { week, partial: isPartial(last, today), n, net, net_low, net_high }
  })
}

function promptAt(live: readonly PromptRow[], step: string): MapStep['prompt'] {
  const prompt = live.find(({ content }) => content.step === step)
  return prompt ? { id: prompt.id, question: prompt.content.wording.default.question } : null
}
