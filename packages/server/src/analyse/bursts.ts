import type { Burst } from '@attune/protocol'

import type { Db } from '../database/open.ts'
import { addDays } from './days.ts'

/** How many people answered a prompt in an hour. */
export type HourCount = Pick<Burst, 'prompt' | 'step' | 'day' | 'hour' | 'answers'>

/**
 * The hours from a day on in which a prompt had at least 30 answers, and more than ten times as many as in the median of the other
 * hours, of the two weeks up to that day, in which anybody answered it. A median, because a few wild hours move it little. Nothing
 * is said where fewer than six hours are there to compare with.
 *
 * A mark and not a verdict: a campaign looks the same. What is signed (`verified`) shows whether the score holds without the rest.
 *
 * @param hours Of any prompts, in any order.
 */
export function burstsOf(hours: readonly HourCount[], from: string): Burst[] {
  const byPrompt = Map.groupBy(hours, ({ prompt, step }) => `${prompt} ${step}`)
  return [...byPrompt.values()].flatMap((own) =>
    own
      .filter(({ day, answers }) => day >= from && answers >= LEAST)
      .flatMap((hour) => {
        const usual = usualAround(hour, own)
        return usual !== null && hour.answers > usual * TIMES ? [Object.assign({ usual }, hour)] : []
      }),
  )
}

/** The median; null where there is too little to know. */
function usualAround(hour: HourCount, own: readonly HourCount[]): number | null {
  const since = addDays(hour.day, -BEFORE_DAYS)
  const others = own
    .filter((other) => other !== hour && other.day >= since && other.day <= hour.day)
    .map(({ answers }) => answers)
    .toSorted((a, b) => a - b)
  return others.length < ENOUGH ? null : (others[others.length >> 1] ?? null)
}

/** The same of a project's days, the newest first; from its counts, whatever the number of answers. */
export async function findBursts(
  db: Db,
  { lane, project, from, to }: { lane: number; project: string; from: string; to: string },
): Promise<Burst[]> {
  const rows = await db
    .selectFrom('counts')
    .select(['prompt', 'journey', 'step', 'day', 'value', 'n'])
    .where('lane', '=', lane)
    .where('project_id', '=', project)
    .where('measure', '=', 'hour')
    .where('day', '>=', addDays(from, -BEFORE_DAYS))
    .where('day', '<=', to)
    .execute()
  const hours = rows.map(({ prompt, journey, step, day, value, n }) => ({
    prompt,
    step: step === '' ? journey : `${journey}/${step}`,
    day,
    hour: Number(value),
    answers: n,
  }))
  return burstsOf(hours, from).toSorted((a, b) => (a.day === b.day ? b.hour - a.hour : a.day < b.day ? 1 : -1))
}

const LEAST = 30
const TIMES = 10
const ENOUGH = 6
const BEFORE_DAYS = 14
