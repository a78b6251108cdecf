import type { Quota } from '@attune/protocol'
import { sql } from 'kysely'

import { dayIn } from '../aggregate/day.ts'
import { mondayOf } from '../aggregate/week.ts'
import type { Db } from '../database/open.ts'
import type { KnownProject } from './directory.ts'

/** The quota of a live prompt. */
export interface KnownQuota extends Quota {
  prompt: string
  /** The journeys that it has been asked in. */
  journeys: readonly string[]
  /** When its first version was published: nothing can have been counted before. */
  since: Date
}

/** Knows which prompts have as many answers as they were meant to get. */
export interface Quotas {
  fullOf: (project: KnownProject) => Promise<ReadonlySet<string>>
}

/** How old an answer from memory may be. Pages keep their configuration for a minute or more, so this makes little of it. */
const FRESH_MS = 5_000

/**
 * Compares quotas with the counts, at most every five seconds for each project that has any.
 *
 * A quota stops the asking and never an answer: pages that have an older configuration may bring some more, and those count.
 *
 * @param now The clock; days and weeks are of the project's zone.
 */
export function createQuotas(db: Db, now: () => Date = () => new Date()): Quotas {
  const known = new WeakMap<KnownProject, { at: number; full: Promise<ReadonlySet<string>> }>()
  return {
    async fullOf(project) {
      if (project.quotas.length === 0) return NONE
      const at = now().getTime()
      const last = known.get(project)
      if (last && at - last.at < FRESH_MS) return await last.full
      const fresh = { at, full: findFull(db, project, now()) }
      known.set(project, fresh)
      // What failed is not remembered: the next caller tries again.
      fresh.full.catch(() => known.get(project) === fresh && known.delete(project))
      return await fresh.full
    },
  }
}

const NONE: ReadonlySet<string> = new Set()

async function findFull(db: Db, { lane, id, zone, quotas }: KnownProject, now: Date): Promise<ReadonlySet<string>> {
  const dayOf = dayIn(zone)
  const today = dayOf(now)
  const firstOf = ({ per, since }: KnownQuota) =>
    per === 'day' ? today : per === 'week' ? mondayOf(today) : dayOf(since)
  const { rows } = await sql<{ prompt: string }>`
    select q.prompt
    from unnest(${quotas.map((one) => one.prompt)}::text[], ${quotas.map(firstOf)}::date[],
      ${quotas.map((one) => one.answers)}::bigint[]) q (prompt, first, most)
    where q.most <= (
      select coalesce(sum(n), 0) from counts
      where lane = ${lane} and project_id = ${id} and journey = any(${quotas.flatMap((one) => one.journeys)}::text[])
        and day >= q.first and measure = 'feel' and counts.prompt = q.prompt and origin in ('live', 'unprompted'))`.execute(
    db,
  )
  return new Set(rows.map((row) => row.prompt).toSorted())
}
