import type { CompareAnswer, CompareOutcome, CountedRow, JourneyMap, Voice, VoicesAnswer } from '@attune/protocol'

import { fetchMap } from './api.ts'
import { addDays, daysFrom } from './days.ts'
import { ask, projectPath } from './request.ts'
import { showsVoices } from './shared.ts'
import { plainVoice } from './voices-api.ts'

/** Days, first and last, both inclusive. */
export interface Days {
  from: string
  to: string
}

/** A step of a report: its figures on the days, on as many days before, and what became of it in between. */
export interface ReportStep {
  id: string
  name: string
  now: CountedRow | null
  before: CountedRow | null
  /** Null where there are too few days or answers to say. */
  change: CompareOutcome | null
  /** Newest first. */
  voices: Voice[]
}

/** Everything that stands on a journey's page of paper. */
export interface Report {
  map: JourneyMap
  days: Days
  before: Days
  steps: ReportStep[]
}

/** @param asked Null: the days of the map, which end with the last answer where there was none lately. */
export async function fetchReport(
  project: string,
  journey: string,
  asked: Days | null,
  signal: AbortSignal,
): Promise<Report> {
  const map = await fetchMap(project, journey, signal)
  const days = asked ?? { from: map.from, to: map.to }
  const length = daysFrom(days.from, days.to)
  const before = { from: addDays(days.from, -length), to: addDays(days.from, -1) }
  const path = projectPath(project)
  const feelOf = ({ from, to }: Days): Promise<{ rows: CountedRow[] }> =>
    ask('GET', `${path}/feel?${new URLSearchParams({ journey, from, to, by: 'step' })}`, { signal })
  const [now, then] = await Promise.all([feelOf(days), feelOf(before)])
  const steps = map.steps.map(async ({ id, name }): Promise<ReportStep> => {
    const [own, former] = [now, then].map(({ rows }) => rows.find(({ step }) => step === id) ?? null)
    const at = { journey, step: id }
    const isComparable = length >= LEAST_DAYS && Math.min(own?.n ?? 0, former?.n ?? 0) >= LEAST_ANSWERS
    const [change, voices] = await Promise.all([
      isComparable
        ? changeOf(
            `${path}/compare?${new URLSearchParams({ ...at, by: 'period', a: sideOf(before), b: sideOf(days) })}`,
            signal,
          )
        : null,
      (own?.commented ?? 0) > 0 && showsVoices()
        ? ask<VoicesAnswer>('GET', `${path}/voices?${new URLSearchParams({ ...at, ...days, ...NEWEST_WORDS })}`, {
            signal,
          })
        : null,
    ])
    return { id, name, now: own ?? null, before: former ?? null, change, voices: voices?.voices.map(plainVoice) ?? [] }
  })
  return { map, days, before, steps: await Promise.all(steps) }
}

/** A report stands without it. */
async function changeOf(path: string, signal: AbortSignal): Promise<CompareOutcome | null> {
  try {
    return (await ask<CompareAnswer>('GET', path, { signal })).verdict.outcome
  } catch (error) {
    if (signal.aborted) throw error
    return null
  }
}

const sideOf = ({ from, to }: Days): string => `${from}..${to}`

const NEWEST_WORDS = { words: 'only', limit: '50' }
/** Source: docs/method.md, "Comparing": two whole weeks and 50 answers on each side. */
const LEAST_DAYS = 14
const LEAST_ANSWERS = 50
