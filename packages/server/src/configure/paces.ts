import { dayIn } from '../aggregate/day.ts'
import { addDays } from '../analyse/days.ts'
import type { Db } from '../database/open.ts'
import { paceOf, type PromptDay } from '../plan/pace.ts'
import { sumDays } from '../plan/queries.ts'
import type { KnownProject } from './directory.ts'

/** Knows which share of people each prompt asks today, where that is another than its configuration says. */
export interface Paces {
  sharesOf: (project: KnownProject) => Promise<ReadonlyMap<string, number>>
}

/**
 * Works the shares of a project's prompts out once a day, from the days before: so that every node says the same, and somebody who
 * comes back on the same day finds the same.
 *
 * @param now The clock; days are of the project's zone.
 */
export function createPaces(db: Db, now: () => Date = () => new Date()): Paces {
  const known = new WeakMap<KnownProject, { today: string; shares: Promise<ReadonlyMap<string, number>> }>()
  return {
    async sharesOf(project) {
      if (project.asking.length === 0) return NONE
      const today = dayIn(project.zone)(now())
      const last = known.get(project)
      if (last?.today === today) return await last.shares
      const fresh = { today, shares: findShares(db, project, today) }
      known.set(project, fresh)
      // What failed is not remembered: the next caller tries again.
      fresh.shares.catch(() => known.get(project) === fresh && known.delete(project))
      return await fresh.shares
    },
  }
}

const NONE: ReadonlyMap<string, number> = new Map()

async function findShares(db: Db, { lane, id, asking }: KnownProject, today: string) {
  const to = addDays(today, -1)
  const days = await sumDays(db, { lane, project: id, from: addDays(today, -DAYS_BACK), to })
  const ofPrompt = Map.groupBy(days, ({ prompt }) => prompt)
  const none: PromptDay[] = []
  return new Map(
    asking.flatMap((one) => {
      const share = paceOf(one, ofPrompt.get(one.prompt) ?? none, to)
      return share === one.share ? [] : [[one.prompt, share] as const]
    }),
  )
}

/** What was usual before a rise, and the rise itself: a quarter of a year. */
const DAYS_BACK = 91
